import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readIfExists } from '../../platform/files.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { stateFiles, type Settings } from './settings.ts';
import { multibranchXml } from './testing/config-xml.ts';

const JENKINSFILE = `pipeline {
  agent any
  stages {
    stage('Test') { steps { sh 'echo tested $BRANCH_NAME' } }
    stage('Ask') { input { message 'Release it?' } steps { echo 'released' } }
    stage('Wait') { steps { sh 'echo pid=$$; exec sleep 600' } }
  }
}
`;

const limit = () => AbortSignal.timeout(60_000);

describe('the program, with the pipelines of a repository', () => {
  let stateDir: string;
  let repository: string;
  let url: string;
  let token: string;
  let child: ChildProcess;

  before(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'ci-program-'));
    repository = await mkdtemp(join(tmpdir(), 'ci-program-git-'));
    await writeFile(join(repository, 'Jenkinsfile'), JENKINSFILE);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'Begin');
    const settings: Settings = {
      host: '127.0.0.1',
      port: await freePort(),
      stateDir,
      executors: 2,
      quietPeriodSeconds: 0,
      programs: [],
      environment: {},
    };
    url = `http://127.0.0.1:${settings.port}`;
    await writeFile(stateFiles(stateDir).settings, JSON.stringify(settings));
    await start();
    token = await readFile(stateFiles(stateDir).apiToken, 'utf8');
  });
  after(async () => {
    await end('SIGTERM');
    await rm(stateDir, { recursive: true, force: true });
    await rm(repository, { recursive: true, force: true });
  });

  function git(...args: string[]) {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
    return promisify(execFile)('git', [...identity, ...args], {
      cwd: repository,
    });
  }

  async function start(): Promise<void> {
    child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('./main.ts', import.meta.url)),
        stateFiles(stateDir).settings,
      ],
      { stdio: 'ignore' },
    );
    const signal = limit();
    await waitUntil(() => answersHttp(`${url}/login`, signal), signal);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const basic = Buffer.from(`pilothouse:${token}`).toString('base64');
    return fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { Authorization: `Basic ${basic}`, ...init.headers },
    });
  }

  async function logSays(
    build: string,
    pattern: RegExp,
  ): Promise<readonly string[]> {
    let text = '';
    await waitUntil(async () => {
      text = await (await ask(`${build}/consoleText`)).text();
      return pattern.test(text);
    }, limit()).catch(() => assert.match(text, pattern));
    return pattern.exec(text) ?? [];
  }

  it('runs them, asks, goes on, and tells after a kill what was lost', async () => {
    const created = await ask('/createItem?name=shop', {
      method: 'POST',
      body: multibranchXml(repository),
      headers: { 'Content-Type': 'application/xml' },
    });
    assert.equal(created.status, 200);
    const build = '/job/shop/job/main/1';
    await logSays(build, /tested main/);
    let inputs: { proceedUrl: string }[] = [];
    await waitUntil(async () => {
      const found = await ask(`${build}/wfapi/pendingInputActions`);
      inputs = (await found.json()) as typeof inputs;
      return inputs.length > 0;
    }, limit());
    const path = inputs[0]?.proceedUrl ?? '';
    assert.equal((await ask(path, { method: 'POST' })).status, 302);
    await logSays(build, /released/);
    const pid = (await logSays(build, /^pid=(\d+)$/m))[1];
    assert.equal(await commandOf(pid), 'sleep 600');

    await end('SIGKILL');
    await git('checkout', '--quiet', '-b', 'meanwhile');
    await start();
    await logSays(build, /The CI server stopped while this build ran/);
    assert.equal(await commandOf(pid), undefined);
    const described = await ask(`${build}/wfapi/describe`);
    const { status, stages } = (await described.json()) as {
      status: string;
      stages: { name: string; status: string }[];
    };
    assert.equal(status, 'ABORTED');
    assert.deepEqual(
      stages.map(stage => [stage.name, stage.status]),
      [
        ['Declarative: Checkout SCM', 'SUCCESS'],
        ['Test', 'SUCCESS'],
        ['Ask', 'SUCCESS'],
        ['Wait', 'ABORTED'],
      ],
    );

    assert.equal(
      (await ask('/job/shop/job/main/build', { method: 'POST' })).status,
      201,
    );
    await logSays('/job/shop/job/main/2', /tested main/);
    await logSays('/job/shop/job/meanwhile/1', /tested meanwhile/);
    await ask('/job/shop/job/meanwhile/1/stop', { method: 'POST' });
    await ask('/job/shop/job/main/2/stop', { method: 'POST' });
    await logSays('/job/shop/job/main/2', /Finished: ABORTED/);
    const workspaces = join(stateDir, 'workspace');
    assert.notDeepEqual(await readdir(workspaces), []);
    await waitUntil(async () => {
      const deleted = await ask('/job/shop/doDelete', { method: 'POST' });
      return deleted.status === 302;
    }, limit());
    assert.deepEqual(await readdir(workspaces), []);
    assert.deepEqual(await readdir(join(stateDir, 'jobs')), []);
  });
});

/** @returns undefined for a process that has ended, reaped or not */
async function commandOf(pid: string | undefined): Promise<string | undefined> {
  const text = await readIfExists(`/proc/${pid}/cmdline`);
  return text?.split('\0').join(' ').trim() || undefined;
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
