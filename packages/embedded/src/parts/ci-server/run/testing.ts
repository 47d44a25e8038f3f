import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential } from '../credential.ts';
import type {
  BuildEvent,
  BuildProgress,
  BuildRequest,
  RunningBuild,
} from '../model.ts';
import { createBuildRunner } from './runner.ts';

/** A build that a test has begun. */
export interface TestBuild {
  readonly running: RunningBuild;
  readonly folder: string;
  readonly workspace: string;
  readonly events: BuildEvent[];
  log(): string;
  /** What a stage said. */
  logOf(stage: string): string;
  /** Resolves as soon as the log has the text. */
  says(text: string): Promise<void>;
  /** Resolves with the result when nothing is left running. */
  finish(): Promise<BuildProgress>;
}

/** Begins a build of a script in folders of its own, which go when the test ends. */
export async function begin(
  context: { after(action: () => Promise<void>): void },
  script: string,
  given: Partial<BuildRequest> & {
    readonly known?: readonly Credential[];
  } = {},
): Promise<TestBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-server-run-'));
  const chunks: { text: string; stageId?: string }[] = [];
  const events: BuildEvent[] = [];
  const waiting: (() => void)[] = [];
  const { known = [], ...request } = given;
  const running = createBuildRunner({ graceMillis: 300 }).start({
    jobFullName: 'team/service',
    number: 7,
    buildUrl: 'http://ci.example/job/team/job/service/7/',
    jobUrl: 'http://ci.example/job/team/job/service/',
    jenkinsfile: { kind: 'inline', script },
    parameters: {},
    causes: [],
    executors: { take: async () => () => {} },
    credentials: async id => known.find(each => each.id === id),
    folders: {
      workspace: join(folder, 'workspace'),
      artifacts: join(folder, 'artifacts'),
      scratch: join(folder, 'scratch'),
    },
    log: {
      write: async (chunk, stageId) => {
        chunks.push({ text: Buffer.from(chunk).toString(), stageId });
        waiting.forEach(look => look());
      },
    },
    environment: { PATH: process.env.PATH ?? '', HOME: folder },
    onEvent: event => {
      events.push(event);
      waiting.forEach(look => look());
    },
    ...request,
  });
  context.after(async () => {
    running.abort('the end of the test');
    await running.done;
    await rm(folder, { recursive: true, force: true });
  });
  const log = () => chunks.map(({ text }) => text).join('');
  return {
    running,
    folder,
    workspace: join(folder, 'workspace'),
    events,
    log,
    logOf: name => {
      const { stages } = running.progress();
      const id = stages.find(stage => stage.name === name)?.id;
      const own = chunks.filter(({ stageId }) => stageId === id);
      return own.map(({ text }) => text).join('');
    },
    says: text =>
      new Promise((resolve, reject) => {
        const look = () => log().includes(text) && resolve();
        waiting.push(look);
        look();
        void running.done.then(() => {
          look();
          reject(new Error(`the log never said "${text}":\n${log()}`));
        });
      }),
    finish: () => running.done,
  };
}

/** A pipeline of one stage `A` with these steps. */
export function steps(text: string, sections = ''): string {
  return `pipeline { agent any
    ${sections}
    stages { stage('A') { steps { ${text} } } } }`;
}

/** Stages as `name STATUS`, in the order in which they began. */
export function stagesOf(progress: BuildProgress): string[] {
  return progress.stages.map(({ name, status }) => `${name} ${status}`);
}
