import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@pilothouse/plugin-platform-node/testing';
import type { JenkinsConfig } from '../config';

/** Started as the program that it is: product code imports nothing of it. */
const program = resolve(
  __dirname,
  '../../../../packages/embedded/src/parts/ci-server/main.ts',
);

const settingsFile = (folder: string) => join(folder, 'settings.json');

/** Files of each branch of a repository. */
export type Branches = Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

/** The CI server of the embedded platform, with a git repository that it builds. */
export class StandIn {
  private constructor(
    private child: ChildProcess,
    private readonly folder: string,
    /** Path of the repository. */
    readonly repository: string,
    readonly config: JenkinsConfig,
    /** The password of the same account. */
    readonly password: string,
  ) {}

  /** Starts it and waits until it answers. */
  static async start(branches: Branches): Promise<StandIn> {
    const folder = await mkdtemp(join(tmpdir(), 'jenkins-module-'));
    const repository = join(folder, 'repository.git');
    await makeRepository(repository, branches);
    const port = await freePort();
    const settings = {
      host: '127.0.0.1',
      port,
      stateDir: folder,
      executors: 16,
      quietPeriodSeconds: 0,
      programs: [],
      environment: {},
    };
    await writeFile(settingsFile(folder), JSON.stringify(settings));
    const baseUrl = `http://127.0.0.1:${port}`;
    const child = await startProgram(folder, baseUrl);
    const [apiToken, password] = await Promise.all(
      ['api-token', 'password'].map(name =>
        readFile(join(folder, name), 'utf8'),
      ),
    );
    return new StandIn(
      child,
      folder,
      repository,
      { baseUrl, username: 'pilothouse', apiToken: (apiToken ?? '').trim() },
      (password ?? '').trim(),
    );
  }

  /** Ends it without a warning; what it kept stays. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Starts it once more, with what it kept. */
  async startAgain(): Promise<void> {
    this.child = await startProgram(this.folder, this.config.baseUrl);
  }

  /** Ends it and removes what it kept. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

async function startProgram(
  folder: string,
  baseUrl: string,
): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, settingsFile(folder)],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  let said = '';
  child.stdout.on('data', chunk => (said += chunk));
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
    return fetch(`${baseUrl}/login`).then(Boolean, () => false);
  };
  await eventually(answers, Boolean);
  return child;
}

async function makeRepository(
  folder: string,
  branches: Branches,
): Promise<void> {
  const git = (...args: string[]) =>
    promisify(execFile)('git', [
      '-C',
      folder,
      '-c',
      'user.name=Lin Wei',
      '-c',
      'user.email=lin.wei@example.com',
      ...args,
    ]);
  await promisify(execFile)('git', ['init', '--quiet', folder]);
  for (const [branch, files] of Object.entries(branches)) {
    await git('checkout', '--quiet', '--orphan', branch);
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--message', `Begin ${branch}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}
