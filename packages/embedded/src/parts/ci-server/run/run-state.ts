import type {
  Artifact,
  BuildEvent,
  BuildProgress,
  BuildResult,
  DeclaredProperties,
  ParameterValues,
  PendingInput,
  Revision,
  StageRun,
  StageStatus,
  TestSuite,
} from '../model.ts';
import type { Secrets } from './masking.ts';
import { statusOf, worse } from './outcome.ts';

type Draft = { -readonly [K in keyof BuildProgress]: BuildProgress[K] };

/** What is known of a run, told to its listener at every change, without its secrets. */
export class RunState {
  readonly #tell: (event: BuildEvent) => void;
  readonly #secrets: Pick<Secrets, 'maskAll'>;
  readonly #worst = new Map<string, BuildResult>();
  readonly #paused = new Map<string, number>();
  #lastId = 0;
  #progress: Draft;

  constructor(
    tell: (event: BuildEvent) => void,
    parameters: ParameterValues,
    secrets: Pick<Secrets, 'maskAll'>,
  ) {
    this.#tell = tell;
    this.#secrets = secrets;
    this.#progress = {
      startTimeMillis: Date.now(),
      durationMillis: 0,
      running: true,
      stages: [],
      inputs: [],
      revisions: [],
      artifacts: [],
      tests: { suites: [] },
      parameters,
    };
  }

  get result(): BuildResult | undefined {
    return this.#progress.result;
  }

  progress(): BuildProgress {
    const { running, startTimeMillis, durationMillis } = this.#progress;
    return {
      ...this.#progress,
      durationMillis: running ? Date.now() - startTimeMillis : durationMillis,
    };
  }

  declare(declared: DeclaredProperties, parameters: ParameterValues): void {
    this.#progress = { ...this.#progress, declared, parameters };
    this.#tell({ kind: 'declared', properties: declared });
  }

  beginStage(
    stage: Pick<StageRun, 'name' | 'parentId' | 'parallel'>,
    status: StageStatus = 'IN_PROGRESS',
    reason?: string,
  ): string {
    this.#lastId += 1;
    const id = String(this.#lastId);
    this.#put({
      id,
      ...stage,
      status,
      startTimeMillis: Date.now(),
      durationMillis: 0,
      pauseDurationMillis: 0,
      ...(reason && { reason }),
    });
    return id;
  }

  endStage(id: string, result?: BuildResult, reason?: string): void {
    const worst = worse(this.#worst.get(id), result);
    this.#change(id, statusOf(worst), reason);
  }

  /** Ends a stage that had nothing to do. */
  skipStage(id: string, reason: string): void {
    this.#change(id, 'NOT_EXECUTED', reason);
  }

  /** Makes the build, and the stage with those around it, as bad as told; never better. */
  worsen(
    result: BuildResult | undefined,
    stageResult: BuildResult | undefined,
    stageId: string | undefined,
  ): void {
    for (let id = stageId; id; id = this.#stage(id)?.parentId) {
      const worst = worse(this.#worst.get(id), stageResult);
      if (worst) this.#worst.set(id, worst);
    }
    const worst = worse(this.#progress.result, result);
    if (!worst || worst === this.#progress.result) return;
    this.#progress.result = worst;
    this.#tell({ kind: 'result', result: worst });
  }

  stageResult(id: string): BuildResult | undefined {
    return this.#worst.get(id);
  }

  ask(question: PendingInput): void {
    const input = this.#secrets.maskAll(question);
    this.#progress.inputs = [...this.#progress.inputs, input];
    this.#paused.set(input.id, Date.now());
    this.#change(input.stageId, 'PAUSED_PENDING_INPUT');
    this.#tell({ kind: 'input-asked', input });
  }

  settle(
    question: PendingInput,
    decision: Extract<BuildEvent, { kind: 'input-answered' }>['decision'],
  ): void {
    const input = this.#secrets.maskAll(question);
    this.#progress.inputs = this.#progress.inputs.filter(
      ({ id }) => id !== input.id,
    );
    const stage = this.#stage(input.stageId);
    const since = this.#paused.get(input.id) ?? Date.now();
    if (stage)
      this.#put({
        ...stage,
        status: 'IN_PROGRESS',
        durationMillis: Date.now() - stage.startTimeMillis,
        pauseDurationMillis: stage.pauseDurationMillis + Date.now() - since,
      });
    this.#tell({ kind: 'input-answered', input, decision });
  }

  addRevision(checkedOut: Revision): void {
    const revision = this.#secrets.maskAll(checkedOut);
    const { revisions } = this.#progress;
    const known = revisions.some(
      ({ url, commit }) => url === revision.url && commit === revision.commit,
    );
    if (known) return;
    this.#progress.revisions = [...revisions, revision];
    this.#tell({ kind: 'revision', revision });
  }

  addArtifact(artifact: Artifact): void {
    const others = this.#progress.artifacts.filter(
      ({ path }) => path !== artifact.path,
    );
    this.#progress.artifacts = [...others, artifact];
    this.#tell({ kind: 'artifact', artifact });
  }

  addSuites(reported: readonly TestSuite[]): void {
    const suites = this.#secrets.maskAll(reported);
    const all = [...this.#progress.tests.suites, ...suites];
    this.#progress.tests = { suites: all };
    this.#tell({ kind: 'tests', suites });
  }

  finish(): BuildProgress {
    const { startTimeMillis, result = 'SUCCESS' } = this.#progress;
    this.#progress = {
      ...this.#progress,
      result,
      running: false,
      durationMillis: Date.now() - startTimeMillis,
    };
    this.#tell({ kind: 'result', result });
    return this.#progress;
  }

  #stage(id: string): StageRun | undefined {
    return this.#progress.stages.find(stage => stage.id === id);
  }

  #change(id: string, status: StageStatus, reason?: string): void {
    const stage = this.#stage(id);
    if (!stage) return;
    const durationMillis = Date.now() - stage.startTimeMillis;
    this.#put({ ...stage, status, durationMillis, ...(reason && { reason }) });
  }

  #put(changed: StageRun): void {
    const stage = this.#secrets.maskAll(changed);
    const { stages } = this.#progress;
    this.#progress.stages = stages.some(({ id }) => id === stage.id)
      ? stages.map(each => (each.id === stage.id ? stage : each))
      : [...stages, stage];
    this.#tell({ kind: 'stage', stage });
  }
}
