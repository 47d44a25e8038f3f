import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  InputAnswer,
  PendingInput,
  RunAgainResult,
  RunRef,
} from '@pilothouse/plugin-platform-common';
import {
  CiServerError,
  type CiServerRuns,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import {
  jobPath,
  runPath,
  type JenkinsAnswer,
  type JenkinsClient,
} from '../client';
import { noSuchRun, type RunReader } from '../read';

const jobSchema = z.object({
  buildable: z.boolean().nullish(),
  property: z
    .array(
      z
        .object({
          parameterDefinitions: z
            .array(z.object({ name: z.string(), type: z.string().nullish() }))
            .nullish(),
        })
        .nullable(),
    )
    .nullish(),
});

const jobTree = 'buildable,property[parameterDefinitions[name,type]]';

/** Orders about runs. */
export class Orders implements CiServerRuns {
  constructor(
    private readonly client: JenkinsClient,
    private readonly runs: RunReader,
  ) {}

  async runAgain(run: RunRef, signal?: AbortSignal): Promise<RunAgainResult> {
    const { client } = this;
    const path = jobPath(run.job);
    const [job, { parameters, untold }] = await Promise.all([
      client.object(`${path}/api/json`, jobSchema, {
        query: { tree: jobTree },
        signal,
      }),
      this.runs.parametersOf(run, signal),
    ]);
    if (job?.buildable === false) {
      throw new ConflictError(`${run.job} is disabled in Jenkins: enable it`);
    }
    const definitions = (job?.property ?? []).flatMap(
      property => property?.parameterDefinitions ?? [],
    );
    const known = definitions.map(({ name }) => name);
    const secret = definitions.filter(
      ({ name, type }) =>
        untold.includes(name) ||
        (type === 'PasswordParameterDefinition' &&
          Object.hasOwn(parameters, name)),
    );
    if (secret.length > 0) throw notRepeatable(run, secret);
    const form = Object.fromEntries(
      Object.entries(parameters)
        .filter(([name]) => known.includes(name))
        .map(([name, value]) => [name, String(value)]),
    );
    const answer =
      known.length > 0
        ? await client.post(`${path}/buildWithParameters`, { form, signal })
        : await client.post(`${path}/build`, { signal });
    mustBeDone(answer, `run ${run.job} again`);
    const item = /\/queue\/item\/(\d+)/.exec(
      answer.headers.get('Location') ?? '',
    )?.[1];
    return { queueId: item === undefined ? undefined : Number(item) };
  }

  async abort(run: RunRef, signal?: AbortSignal): Promise<void> {
    const answer = await this.client.post(`${runPath(run)}/stop`, { signal });
    if (answer.status === 404) throw noSuchRun(run);
    mustBeDone(answer, `abort run ${run.number} of ${run.job}`);
  }

  async answerInput(
    run: RunRef,
    inputId: string,
    answer: InputAnswer,
    signal?: AbortSignal,
  ): Promise<void> {
    const asked = await this.runs.inputs(run, undefined, signal);
    const input = asked.find(({ id }) => id === inputId);
    if (!input) throw notAsked(run, inputId);
    // Jenkins would take it from the portal's account, whoever answers.
    if (input.restrictedTo) throw notTheirs(run, input.restrictedTo);
    const path = runPath(run);
    const id = encodeURIComponent(inputId);
    const done =
      answer.kind === 'abort'
        ? await this.client.post(`${path}/input/${id}/abort`, { signal })
        : await this.#proceed(path, input, answer.parameters, signal);
    if (done.status === 404) throw notAsked(run, inputId);
    mustBeDone(done, `answer run ${run.number} of ${run.job}`);
  }

  #proceed(
    path: string,
    { id, parameters }: PendingInput,
    given: Readonly<Record<string, string | boolean>>,
    signal?: AbortSignal,
  ): Promise<JenkinsAnswer> {
    mustBeAsked(parameters, given);
    if (parameters.length === 0) {
      const to = `${path}/input/${encodeURIComponent(id)}/proceedEmpty`;
      return this.client.post(to, { signal });
    }
    const parameter = parameters.flatMap(
      ({ name, default: usual, choices }) => {
        const value = given[name] ?? usual ?? choices?.[0];
        return value === undefined ? [] : [{ name, value }];
      },
    );
    return this.client.post(`${path}/wfapi/inputSubmit`, {
      query: { inputId: id },
      form: { json: JSON.stringify({ parameter }) },
      signal,
    });
  }
}

function notRepeatable(
  { job, number }: RunRef,
  secret: readonly { readonly name: string }[],
): InputError {
  const names = secret.map(({ name }) => name).join(', ');
  return new InputError(
    `Run ${number} of ${job} was given ${names}, which Jenkins does not tell, so it cannot be run with the same: run it again in Jenkins and enter ${names} there`,
  );
}

function notAsked({ job, number }: RunRef, inputId: string): NotFoundError {
  return new NotFoundError(
    `Run ${number} of ${job} does not ask ${inputId} (any more)`,
  );
}

function notTheirs({ job, number }: RunRef, who: string): NotAllowedError {
  return new NotAllowedError(
    `Run ${number} of ${job} asks only ${who}: they answer in Jenkins, as the portal answers with its own account`,
  );
}

function mustBeAsked(
  parameters: PendingInput['parameters'],
  given: Readonly<Record<string, string | boolean>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    const parameter = parameters.find(each => each.name === name);
    if (!parameter) {
      throw new InputError(`The run does not ask for a parameter ${name}`);
    }
    if (parameter.choices && !parameter.choices.includes(String(value))) {
      throw new InputError(
        `${name} must be one of ${parameter.choices.join(', ')}`,
      );
    }
  }
}

/** Jenkins sends those who ordered something on to a page. */
function mustBeDone({ status, headers }: JenkinsAnswer, what: string): void {
  if (status < 400) return;
  const said = headers.get('X-Error');
  const message = `Jenkins did not ${what}: ${said ?? `status ${status}`}`;
  if (status === 404) throw new NotFoundError(message);
  if (status === 409) throw new ConflictError(message);
  throw new CiServerError('failed', message);
}
