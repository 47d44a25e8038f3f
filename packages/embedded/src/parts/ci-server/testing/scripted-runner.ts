import type {
  BuildEvent,
  BuildProgress,
  BuildRequest,
  BuildResult,
  BuildRunner,
  InputDecision,
  PendingInput,
  RunningBuild,
  StageRun,
  TestSuite,
} from '../model.ts';

/** What a scripted build does; it ends with what the promise resolves to. */
export type Script = (run: ScriptedRun) => Promise<BuildResult>;

/** One build, told what to do by its script. */
export class ScriptedRun implements RunningBuild {
  readonly request: BuildRequest;
  readonly done: Promise<BuildProgress>;
  /** Aborted when the build is. */
  readonly signal: AbortSignal;
  private readonly abortion = new AbortController();
  private readonly waits = new Map<string, (decision: InputDecision) => void>();
  private state: BuildProgress;

  constructor(request: BuildRequest, script: Script) {
    this.request = request;
    this.signal = this.abortion.signal;
    this.state = {
      startTimeMillis: Date.now(),
      durationMillis: 0,
      running: true,
      stages: [],
      inputs: [],
      revisions: [],
      artifacts: [],
      tests: { suites: [] },
      parameters: request.parameters,
    };
    this.done = this.follow(script);
  }

  progress(): BuildProgress {
    return this.state;
  }

  abort(by: string): void {
    this.abortion.abort(new Error(`Aborted by ${by}`));
  }

  answer(inputId: string, decision: InputDecision): boolean {
    const wait = this.waits.get(inputId);
    this.waits.delete(inputId);
    wait?.(decision);
    return wait !== undefined;
  }

  say(text: string, stageId?: string): Promise<void> {
    return this.request.log.write(Buffer.from(`${text}\n`), stageId);
  }

  stage(
    stage: Pick<StageRun, 'id' | 'name' | 'status'> & Partial<StageRun>,
  ): void {
    const whole: StageRun = {
      startTimeMillis: Date.now(),
      durationMillis: 5,
      pauseDurationMillis: 0,
      parallel: false,
      ...stage,
    };
    const others = this.state.stages.filter(({ id }) => id !== stage.id);
    this.tell({ kind: 'stage', stage: whole }, { stages: [...others, whole] });
  }

  report(suites: readonly TestSuite[]): void {
    this.tell({ kind: 'tests', suites }, { tests: { suites } });
  }

  /** Resolves with the answer. */
  async ask(
    input: Partial<PendingInput> & { id: string },
  ): Promise<InputDecision> {
    const whole: PendingInput = {
      stageId: '1',
      message: 'Go on?',
      ok: 'Proceed',
      submitters: [],
      parameters: [],
      askedAtMillis: Date.now(),
      ...input,
    };
    const answered = new Promise<InputDecision>(resolve =>
      this.waits.set(whole.id, resolve),
    );
    this.tell({ kind: 'input-asked', input: whole }, { inputs: [whole] });
    const decision = await answered;
    this.tell(
      { kind: 'input-answered', input: whole, decision },
      { inputs: [] },
    );
    return decision;
  }

  /** Goes on until the build is aborted. */
  async aborted(): Promise<never> {
    this.signal.throwIfAborted();
    return new Promise((_resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
  }

  /** Tells of something, with what is known from then on. */
  tell(event: BuildEvent, change: Partial<BuildProgress>): void {
    this.state = { ...this.state, ...change };
    this.request.onEvent(event);
  }

  private async follow(script: Script): Promise<BuildProgress> {
    // Not before the server holds the run: as with a real one.
    await Promise.resolve();
    let result: BuildResult;
    try {
      result = await script(this);
    } catch (error) {
      result = this.signal.aborted ? 'ABORTED' : 'FAILURE';
      await this.say(String(error));
    }
    await this.say(`Finished: ${result}`);
    this.state = {
      ...this.state,
      running: false,
      result,
      durationMillis: Date.now() - this.state.startTimeMillis,
    };
    return this.state;
  }
}

/** Runs functions in place of Jenkinsfiles: the text of the Jenkinsfile names one. */
export class ScriptedRunner implements BuildRunner {
  readonly requests: BuildRequest[] = [];
  private readonly scripts: Readonly<Record<string, Script>>;

  constructor(scripts: Readonly<Record<string, Script>>) {
    this.scripts = scripts;
  }

  start(request: BuildRequest): RunningBuild {
    this.requests.push(request);
    const { jenkinsfile } = request;
    const name =
      jenkinsfile.kind === 'inline' ? jenkinsfile.script : jenkinsfile.path;
    const script = this.scripts[name];
    if (!script) throw new Error(`No script is named ${name}`);
    return new ScriptedRun(request, script);
  }
}
