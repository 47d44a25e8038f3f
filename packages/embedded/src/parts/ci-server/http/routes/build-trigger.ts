import { z } from 'zod';
import type { ParameterDefinition, ParameterValues } from '../../model.ts';
import { isDisabled, settingsOf } from '../../scheduler/settings-of.ts';
import type { Job } from '../../store/job.ts';
import { type Call, countOf, parametersOf, submittedForm } from '../call.ts';
import { BadRequest, Conflict } from '../errors.ts';
import { redirect, type Reply } from '../reply.ts';
import { jobUrl } from '../views/job.ts';
import { defaultOf } from '../views/parameters.ts';

const formSchema = z.object({
  parameter: z.preprocess(
    value => (Array.isArray(value) ? value : [value]),
    z.array(
      z.object({
        name: z.string(),
        value: z.union([z.string(), z.boolean()]),
      }),
    ),
  ),
});

/** `build`: for jobs without parameters, or with them in the field `json`. */
export async function build(call: Call, job: Job): Promise<Reply> {
  if (job.config.kind === 'multibranch') {
    if (isDisabled(job))
      throw new Conflict(`${job.fullName} is disabled: enable it first`);
    call.server.branches.index(job);
    return redirect(jobUrl(call.server.url, job));
  }
  const definitions = settingsOf(job)?.parameters ?? [];
  const form = submittedForm(parametersOf(call));
  if (definitions.length === 0) return submit(call, job, {});
  if (form === undefined) throw new BadRequest('Nothing is submitted');
  const read = formSchema.safeParse(form);
  if (!read.success)
    throw new BadRequest(
      'The parameter json needs the field parameter, with name and value of each',
    );
  const given = read.data.parameter.map(({ name, value }) => [name, value]);
  return submit(call, job, complete(definitions, Object.fromEntries(given)));
}

/** `buildWithParameters`: those that are left out are as the job has them. */
export async function buildWithParameters(
  call: Call,
  job: Job,
): Promise<Reply> {
  const definitions = settingsOf(job)?.parameters ?? [];
  if (settingsOf(job) && definitions.length === 0)
    throw new BadRequest(`${job.fullName} is not parameterized`);
  const given = Object.fromEntries(parametersOf(call));
  return submit(call, job, complete(definitions, given));
}

async function submit(
  call: Call,
  job: Job,
  parameters: ParameterValues,
): Promise<Reply> {
  const { server, principal } = call;
  const { id: userId, fullName: userName } = principal;
  const item = await server.scheduler.submit(
    job,
    { kind: 'user', userId, userName },
    parameters,
    countOf(parametersOf(call), 'delay'),
  );
  return {
    status: 201,
    headers: { Location: `${server.url}/queue/item/${item.id}/` },
  };
}

function complete(
  definitions: readonly ParameterDefinition[],
  given: ParameterValues,
): ParameterValues {
  return Object.fromEntries(
    definitions.map(definition => {
      const { name } = definition;
      const value = Object.hasOwn(given, name)
        ? given[name] ?? defaultOf(definition)
        : defaultOf(definition);
      if (
        definition.kind === 'choice' &&
        !definition.choices.includes(String(value))
      )
        throw new BadRequest(`Illegal choice for parameter ${name}: ${value}`);
      return [name, value];
    }),
  );
}
