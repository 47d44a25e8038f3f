import { NotFoundError } from '@backstage/errors';
import type {
  MissingPart,
  PipelineRun,
  PipelineRunDetail,
  RunRef,
} from '@pilothouse/plugin-platform-common';
import {
  ciProblemOf,
  CiServerError,
  type CiServer,
} from '@pilothouse/plugin-platform-node';
import { runPath, type JenkinsClient } from '../client';
import { timeoutIn } from './deadline';
import { pendingInputOf } from './inputs';
import { mayBeJenkinsfile, readJenkinsfileProblem } from './jenkinsfile';
import type { Learned } from './Learned';
import { decoded } from './page';
import { encodedPath, imageFileOf, readImage } from './readImage';
import { changesOf, rowOf } from './rows';
import {
  buildSchema,
  describedRunSchema,
  inputsSchema,
  submittersSchema,
  testReportSchema,
  type Build,
} from './schemas';
import { failedTestsOf } from './tests';
import { treeOfRun, treeOfSubmitters, treeOfTests } from './tree';

const noStages: MissingPart = {
  part: 'stages',
  because: { kind: 'no-plugin', plugin: 'pipeline-rest-api' },
};

/** A stage that waits says little. */
const tailBytes = 16 * 1024;

/** Reads one run with all that is known of it. */
export class RunReader {
  constructor(
    private readonly client: JenkinsClient,
    private readonly learned: Learned,
    private readonly now: () => number,
    private readonly log: CiServer['log'],
  ) {}

  /** @throws NotFoundError when there is no such run */
  async read(run: RunRef, signal?: AbortSignal): Promise<PipelineRunDetail> {
    const missing: MissingPart[] = [];
    const path = runPath(run);
    const optional = partsOf(missing);
    const [build, described] = await Promise.all([
      this.#build(run, signal),
      optional('stages', () =>
        this.client.object(`${path}/wfapi/describe`, describedRunSchema, {
          signal,
        }),
      ),
    ]);
    if (!described && missing.length === 0) missing.push(noStages);
    const row = rowOf(build, {
      job: run.job,
      now: this.now(),
      described,
      estimatedMs: build.estimatedDuration,
    });
    const artifacts = (build.artifacts ?? []).map(({ relativePath: file }) => ({
      path: file,
      url: `${build.url}artifact/${encodedPath(file)}`,
    }));
    const [tests, inputs, image, jenkinsfile] = await Promise.all([
      optional('tests', () => this.#tests(path, row, signal)),
      optional('questions', () => this.#pending(row, signal)),
      optional('image', () => this.#image(run, build, signal)),
      optional('jenkinsfile', () => this.#jenkinsfile(row, build, signal)),
    ]);
    this.learned.add(run.job, build, {
      described,
      image,
      imageRead: image !== undefined,
    });
    return {
      ...row,
      branch: row.branch ?? decoded(run.job.split('/').at(-1) ?? ''),
      jenkinsfile,
      image,
      changes: changesOf(build),
      parameters: parametersOf(build),
      failedTests: tests?.failedTests ?? [],
      failedTestsCut: tests?.failedTestsCut ?? false,
      inputs: inputs ?? [],
      artifacts,
      missing,
    };
  }

  async #build(run: RunRef, signal?: AbortSignal): Promise<Build> {
    const build = await this.client.object(
      `${runPath(run)}/api/json`,
      buildSchema,
      { query: { tree: treeOfRun }, signal },
    );
    if (!build) throw noSuchRun(run);
    return build;
  }

  /**
   * The parameters that a run was given, and the names of those whose values are not told.
   *
   * @throws NotFoundError when there is no such run
   */
  async parametersOf(run: RunRef, signal?: AbortSignal) {
    const build = await this.#build(run, signal);
    const parameters = parametersOf(build);
    const untold = givenTo(build)
      .map(({ name }) => name)
      .filter(name => !Object.hasOwn(parameters, name));
    return { parameters, untold };
  }

  /** The questions of a run, which is known to be there. */
  async inputs(run: RunRef, url: string | undefined, signal?: AbortSignal) {
    const path = runPath(run);
    const [asked, told] = await Promise.all([
      this.client.object(`${path}/wfapi/pendingInputActions`, inputsSchema, {
        signal,
      }),
      this.client.object(`${path}/api/json`, submittersSchema, {
        query: { tree: treeOfSubmitters },
        signal,
      }),
    ]);
    const executions = (told?.actions ?? []).flatMap(
      action => action?.executions ?? [],
    );
    return (asked ?? []).map(each => {
      const execution = executions.find(({ id }) => id === each.id);
      return pendingInputOf(
        each,
        url,
        execution?.input?.submitter || undefined,
      );
    });
  }

  async #tests(
    path: string,
    { tests }: Pick<PipelineRunDetail, 'tests'>,
    signal?: AbortSignal,
  ) {
    if (!tests?.failed) return undefined;
    const report = await this.client.object(
      `${path}/testReport/api/json`,
      testReportSchema,
      { query: { tree: treeOfTests }, signal },
    );
    return report && failedTestsOf(report);
  }

  async #pending(row: PipelineRun, signal?: AbortSignal) {
    if (row.state !== 'waiting-for-input') return undefined;
    const [inputs, until] = await Promise.all([
      this.inputs(row, row.url, signal),
      this.#deadline(row, signal),
    ]);
    // Of several, which wait side by side, it is not known which one it is for.
    return inputs.length === 1
      ? inputs.map(each => ({ ...each, until }))
      : inputs;
  }

  /** What is not known of it is left out: the question can be answered without it. */
  async #deadline(row: PipelineRun, signal?: AbortSignal) {
    const stage = (row.stages ?? []).findLast(
      ({ state }) => state === 'waiting-for-input',
    );
    if (!stage?.startedAt) return undefined;
    const { job, number } = row;
    const end = { tailBytes, maxBytes: tailBytes };
    const piece = await this.log({ job, number }, end, signal).catch(
      () => undefined,
    );
    const span = piece && timeoutIn(piece.text, stage.name);
    return span === undefined
      ? undefined
      : new Date(Date.parse(stage.startedAt) + span).toISOString();
  }

  async #jenkinsfile(row: PipelineRun, build: Build, signal?: AbortSignal) {
    const known = this.learned.of(row.job, build);
    if (known.jenkinsfileRead || !mayBeJenkinsfile(row)) {
      return known.jenkinsfile;
    }
    const jenkinsfile = await readJenkinsfileProblem(this.log, row, signal);
    this.learned.add(row.job, build, { jenkinsfile, jenkinsfileRead: true });
    return jenkinsfile;
  }

  async #image(run: RunRef, build: Build, signal?: AbortSignal) {
    const file = imageFileOf(build);
    return file === undefined
      ? undefined
      : readImage(this.client, run, file, signal);
  }
}

/** What is asked for when a run is not there. */
export function noSuchRun({ job, number }: RunRef): NotFoundError {
  return new NotFoundError(`Jenkins has no run ${number} of ${job}`);
}

/** Passwords are not told by Jenkins; what else is no text and no choice is left out. */
function parametersOf(build: Build): Record<string, string | boolean> {
  return Object.fromEntries(
    givenTo(build).flatMap(({ name, value }) =>
      typeof value === 'string' || typeof value === 'boolean'
        ? [[name, value] as const]
        : [],
    ),
  );
}

function givenTo({ actions }: Build) {
  return (actions ?? []).flatMap(action => action?.parameters ?? []);
}

/** Reads parts of a run: one that cannot be had is named, and stops no other. */
function partsOf(missing: MissingPart[]) {
  return async <T>(
    part: MissingPart['part'],
    read: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof CiServerError)) throw error;
      missing.push({ part, because: ciProblemOf(error) });
      return undefined;
    }
  };
}
