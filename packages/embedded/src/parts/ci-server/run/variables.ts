import type { Pipeline } from '../jenkinsfile/pipeline-syntax.ts';
import type { BuildRequest, ParameterValues } from '../model.ts';
import { parameterValues } from './steps/input.ts';

/** Variables that every process of the build has, as in Jenkins. */
export function buildVariables(
  request: BuildRequest,
  parameters: ParameterValues,
): Record<string, string> {
  const { jobFullName, number, buildUrl, jobUrl } = request;
  const names = jobFullName.split('/');
  const values = Object.entries(parameters);
  return {
    ...request.environment,
    CI: 'true',
    BUILD_ID: String(number),
    BUILD_NUMBER: String(number),
    BUILD_DISPLAY_NAME: `#${number}`,
    BUILD_TAG: `jenkins-${names.join('-')}-${number}`,
    BUILD_URL: buildUrl,
    JOB_NAME: jobFullName,
    JOB_BASE_NAME: names.at(-1) ?? jobFullName,
    JOB_URL: jobUrl,
    EXECUTOR_NUMBER: '0',
    ...Object.fromEntries(
      values.map(([name, value]) => [name, String(value)] as const),
    ),
  };
}

/** Parameters of the build: those given, and defaults of those that are declared. */
export function parametersOf(
  { declared }: Pipeline,
  given: ParameterValues,
): ParameterValues {
  return { ...given, ...parameterValues(declared.parameters, given) };
}

/** Names of parameters that nobody is to see. */
export function secretParameters({ declared }: Pipeline): string[] {
  return declared.parameters
    .filter(({ kind }) => kind === 'password')
    .map(({ name }) => name);
}
