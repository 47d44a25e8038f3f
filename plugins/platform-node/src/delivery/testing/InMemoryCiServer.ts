import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  goesOn,
  type CiProblem,
  type ExecutorTools,
  type InputAnswer,
  type LogPiece,
  type PipelineRunDetail,
  type RunRef,
  type RunsPage,
} from '@pilothouse/plugin-platform-common';
import type { CiServer, RunLogSelection, RunsSelection } from '../CiServer';
import { CiServerError, type CiServerErrorKind } from '../errors';
import { firstWholeLine, wholeCharacters } from '../log-text';
import { InMemoryCiSetup } from './InMemoryCiSetup';

/** A run as a test describes it; the rest is as of one that has just begun. */
export type DescribedRun = RunRef & Partial<PipelineRunDetail>;

const keyOf = ({ job, number }: RunRef) => `${job}#${number}`;

/** Twin of a CI server: what tests put into it is what is told. */
export class InMemoryCiServer extends InMemoryCiSetup implements CiServer {
  readonly #runs = new Map<string, PipelineRunDetail>();
  readonly #logs = new Map<string, string>();
  #executors: readonly ExecutorTools[] = [];
  #failure?: CiServerError;
  /** Questions that were asked of it, in order. */
  readonly asked: string[] = [];

  /** Puts a run there, or another state of one. */
  put({ job, number, ...described }: DescribedRun): void {
    this.addPipeline(job);
    this.#runs.set(keyOf({ job, number }), {
      job,
      number,
      branch: job.split('/').at(-1),
      state: 'running',
      startedAt: new Date(1_900_000_000_000 + number * 60_000).toISOString(),
      durationMs: 1_000,
      causes: [],
      url: `https://ci.example.com/${job}/${number}/`,
      changes: [],
      parameters: {},
      failedTests: [],
      failedTestsCut: false,
      inputs: [],
      artifacts: [],
      missing: [],
      ...described,
    });
  }

  /** Writes to the log of a run. */
  say(run: RunRef, text: string): void {
    const key = keyOf(run);
    this.#logs.set(key, (this.#logs.get(key) ?? '') + text);
  }

  /** Forgets a run. */
  forget(run: RunRef): void {
    this.#runs.delete(keyOf(run));
  }

  /** From now on, until told otherwise, reading and ordering fail so. */
  setFailure(failure?: CiProblem | { kind: CiServerErrorKind }): void {
    this.#failure =
      failure &&
      new CiServerError(
        failure.kind,
        'message' in failure ? failure.message : failure.kind,
      );
  }

  /** From now on these are the machines that take builds. */
  setExecutors(...executors: Readonly<Record<string, string>>[]): void {
    this.#executors = executors.map(tools => new Map(Object.entries(tools)));
  }

  async executors(): Promise<readonly ExecutorTools[]> {
    this.#ask('executors');
    return this.#executors;
  }

  async runs(job: string, { offset, limit }: RunsSelection): Promise<RunsPage> {
    this.#ask(`runs ${job}`);
    const found = await this.findJob(job);
    if (!found) throw new NotFoundError(`There is no job ${job}`);
    const all = [...this.#runs.values()]
      .filter(run => run.job === job || run.job.startsWith(`${job}/`))
      .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
    return {
      job,
      url: found.url,
      runs: all.slice(offset, offset + limit).map(rowOf),
      queued: [],
      more: all.length > offset + limit,
    };
  }

  async run(ref: RunRef): Promise<PipelineRunDetail> {
    this.#ask(`run ${keyOf(ref)}`);
    return this.#find(ref);
  }

  async log(ref: RunRef, selection: RunLogSelection): Promise<LogPiece> {
    this.#ask(`log ${keyOf(ref)}`);
    const { state } = this.#find(ref);
    const all = Buffer.from(this.#logs.get(keyOf(ref)) ?? '');
    const from = beginningOf(all, selection);
    const cut = all.subarray(from, from + selection.maxBytes);
    const text = cut.subarray(0, wholeCharacters(cut));
    const to = from + text.length;
    const last = goesOn(state) ? 'later' : 'no';
    const more = to < all.length ? 'now' : last;
    return { from, to, text: text.toString(), more };
  }

  async runAgain(ref: RunRef): Promise<{ queueId?: number }> {
    this.#ask(`runAgain ${keyOf(ref)}`);
    const { parameters } = this.#find(ref);
    const numbers = [...this.#runs.values()]
      .filter(({ job }) => job === ref.job)
      .map(({ number }) => number);
    const number = Math.max(...numbers) + 1;
    this.put({ job: ref.job, number, queueId: number, parameters });
    return { queueId: number };
  }

  async abort(ref: RunRef): Promise<void> {
    this.#ask(`abort ${keyOf(ref)}`);
    const run = this.#find(ref);
    if (goesOn(run.state)) this.put({ ...run, state: 'aborted', inputs: [] });
  }

  async answerInput(
    ref: RunRef,
    inputId: string,
    answer: InputAnswer,
  ): Promise<void> {
    this.#ask(`answerInput ${keyOf(ref)} ${inputId} ${answer.kind}`);
    const run = this.#find(ref);
    const input = run.inputs.find(({ id }) => id === inputId);
    if (!input) throw new NotFoundError(`Run does not ask ${inputId}`);
    if (input.restrictedTo) {
      throw new NotAllowedError(`It asks only ${input.restrictedTo}`);
    }
    const known = input.parameters.map(({ name }) => name);
    const given =
      answer.kind === 'proceed' ? Object.keys(answer.parameters) : [];
    const odd = given.find(name => !known.includes(name));
    if (odd) throw new InputError(`There is no parameter ${odd}`);
    const state = answer.kind === 'proceed' ? 'running' : 'aborted';
    this.put({ ...run, state, inputs: [] });
  }

  #ask(question: string): void {
    this.asked.push(question);
    if (this.#failure) throw this.#failure;
  }

  #find(ref: RunRef): PipelineRunDetail {
    const run = this.#runs.get(keyOf(ref));
    if (!run) throw new NotFoundError(`There is no run ${keyOf(ref)}`);
    return run;
  }
}

function rowOf(run: PipelineRunDetail): RunsPage['runs'][number] {
  const {
    changes: _changes,
    parameters: _parameters,
    failedTests: _failedTests,
    failedTestsCut: _failedTestsCut,
    inputs: _inputs,
    artifacts: _artifacts,
    missing: _missing,
    ...row
  } = run;
  return row;
}

function beginningOf(
  all: Uint8Array,
  { start, tailBytes }: RunLogSelection,
): number {
  if (start !== undefined) return Math.min(start, all.length);
  const begin = all.length - (tailBytes ?? all.length);
  return begin <= 0 ? 0 : begin + firstWholeLine(all.subarray(begin));
}
