import type { ParameterDefinition, ParameterValues } from '../../model.ts';
import { Bean } from '../bean.ts';

/** The parameters that a build was given, among its actions. */
export function parametersAction(parameters: ParameterValues): Bean[] {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return [];
  return [
    new Bean(
      'hudson.model.ParametersAction',
      {
        parameters: () =>
          entries.map(
            ([name, value]) =>
              new Bean(
                typeof value === 'boolean'
                  ? 'hudson.model.BooleanParameterValue'
                  : 'hudson.model.StringParameterValue',
                { name: () => name, value: () => value },
                { visibility: 3 },
              ),
          ),
      },
      { visibility: 2 },
    ),
  ];
}

const CLASSES = {
  string: 'String',
  text: 'Text',
  password: 'Password',
  boolean: 'Boolean',
  choice: 'Choice',
} as const;

/** A job's property that says which parameters it takes. */
export function parametersProperty(
  definitions: readonly ParameterDefinition[],
): Bean[] {
  if (definitions.length === 0) return [];
  return [
    new Bean(
      'hudson.model.ParametersDefinitionProperty',
      { parameterDefinitions: () => definitions.map(definitionBean) },
      { visibility: 2 },
    ),
  ];
}

function definitionBean(definition: ParameterDefinition): Bean {
  const kind = CLASSES[definition.kind];
  return new Bean(
    `hudson.model.${kind}ParameterDefinition`,
    {
      defaultParameterValue: () =>
        definition.kind === 'password'
          ? null
          : new Bean(
              `hudson.model.${
                definition.kind === 'boolean' ? 'Boolean' : 'String'
              }ParameterValue`,
              {
                name: () => definition.name,
                value: () => defaultOf(definition),
              },
              { visibility: 3 },
            ),
      description: () => definition.description ?? '',
      name: () => definition.name,
      type: () => `${kind}ParameterDefinition`,
      ...(definition.kind === 'choice'
        ? { choices: () => definition.choices }
        : {}),
    },
    { visibility: 3 },
  );
}

/** What a parameter is when it is not given. */
export function defaultOf(definition: ParameterDefinition): string | boolean {
  return definition.kind === 'choice'
    ? definition.choices[0] ?? ''
    : definition.default;
}
