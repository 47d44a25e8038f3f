import { z } from 'zod';
import type { InputDecision, PendingInput } from '../../model.ts';
import { type Call, parametersOf, submittedForm } from '../call.ts';
import { BadRequest, Forbidden, NotFound } from '../errors.ts';
import { json, redirect, type Reply } from '../reply.ts';
import { buildUrl } from '../views/build.ts';
import { defaultOf } from '../views/parameters.ts';
import { describeInput } from '../views/stages.ts';
import type { BuildSubject } from './build-subject.ts';
import type { Route } from './route.ts';

const answersSchema = z.object({
  parameter: z
    .preprocess(
      value => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(
        z.object({
          name: z.string(),
          value: z.union([z.string(), z.boolean()]),
        }),
      ),
    )
    .optional(),
});

/** Addresses of the questions that a build asks. */
export const inputRoutes: readonly Route<BuildSubject>[] = [
  { method: 'GET', path: '/wfapi/pendingInputActions', answer: listInputs },
  { method: 'GET', path: '/wfapi/nextPendingInputAction', answer: nextInput },
  {
    method: 'POST',
    path: '/wfapi/inputSubmit',
    answer: (call, subject) =>
      proceed(call, subject, parametersOf(call).get('inputId') ?? ''),
  },
  {
    method: 'POST',
    path: '/input/:id/proceedEmpty',
    answer: (call, subject, { id = '' }) => proceed(call, subject, id),
  },
  {
    method: 'POST',
    path: '/input/:id/proceed',
    answer: (call, subject, { id = '' }) => proceed(call, subject, id),
  },
  {
    method: 'POST',
    path: '/input/:id/submit',
    answer: (call, subject, { id = '' }) => submit(call, subject, id),
  },
  {
    method: 'POST',
    path: '/input/:id/abort',
    answer: (call, subject, { id = '' }) => abort(call, subject, id),
  },
];

function listInputs(_call: Call, { job, build }: BuildSubject): Reply {
  return json(
    build.progress.inputs.map(each => describeInput(job, build, each)),
  );
}

function nextInput(_call: Call, { job, build }: BuildSubject): Reply {
  const [input] = build.progress.inputs;
  return json(input ? describeInput(job, build, input) : null);
}

/** The form of a question's page: the button `abort` or another one. */
function submit(call: Call, subject: BuildSubject, id: string): Reply {
  return parametersOf(call).has('abort')
    ? abort(call, subject, id)
    : proceed(call, subject, id);
}

function proceed(call: Call, subject: BuildSubject, id: string): Reply {
  const input = pending(call, subject, id);
  const form = submittedForm(parametersOf(call));
  const read = answersSchema.safeParse(form ?? {});
  if (!read.success)
    throw new BadRequest(
      'The parameter json needs the field parameter, with name and value of each',
    );
  const given = new Map(
    read.data.parameter?.map(({ name, value }) => [name, value]),
  );
  const parameters = Object.fromEntries(
    input.parameters.map(definition => [
      definition.name,
      given.get(definition.name) ?? defaultOf(definition),
    ]),
  );
  return answer(call, subject, input, {
    kind: 'proceed',
    by: call.principal.id,
    parameters,
  });
}

function abort(call: Call, subject: BuildSubject, id: string): Reply {
  const input = pending(call, subject, id);
  return answer(call, subject, input, {
    kind: 'abort',
    by: call.principal.id,
  });
}

/** @throws NotFound or Forbidden */
function pending(
  { principal }: Call,
  { build }: BuildSubject,
  id: string,
): PendingInput {
  const input = build.progress.inputs.find(each => each.id === id);
  if (!input)
    throw new NotFound(`Build #${build.number} does not wait for input ${id}`);
  const { submitters } = input;
  if (submitters.length > 0 && !submitters.includes(principal.id))
    throw new Forbidden('You need to be one of the submitters to answer');
  return input;
}

function answer(
  { server }: Call,
  { job, build }: BuildSubject,
  input: PendingInput,
  decision: InputDecision,
): Reply {
  if (!server.builds.answer(job, build.number, input.id, decision))
    throw new NotFound(
      `Build #${build.number} no longer waits for input ${input.id}`,
    );
  return redirect(buildUrl(server.url, job, build.number));
}
