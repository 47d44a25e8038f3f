import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import { loadKubeRest } from '../kube/load.ts';
import { isKubeError, type KubeRest } from '../kube/rest.ts';
import { ciServerEndpoints } from '../parts/ci-server/index.ts';
import { folderXml } from '../parts/ci-server/testing/config-xml.ts';
import { Browser } from '../parts/user-center/__testUtils__/browser.ts';
import { startSignIn } from '../parts/user-center/__testUtils__/center.ts';
import { CLIENT_ID, stateFiles } from '../parts/user-center/settings.ts';
import { addressesFor } from '../platform/addresses.ts';
import { isRunning, readProcessTable } from '../platform/process-table.ts';
import { processTablePath } from '../platform/platform.ts';
import { waitUntil } from '../platform/wait.ts';
import { createPlatform } from './create-platform.ts';
import { ROOT } from './folders.ts';

const PORT = 18_207;
const PARTS = ['node-local', 'user-center', 'ci-server'];
const UP_MS = 240_000;
const GONE_MS = 90_000;
const ISSUER = `http://localhost:${addressesFor(PORT).userCenter}`;
const REDIRECT = `http://localhost:${PORT}/api/auth/oidc/handler/frame`;
const NAMESPACE = '/api/v1/namespaces/kept';

let home = '';
let launcher: ChildProcess | undefined;
const stateDir = () => join(home, String(PORT));

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'restart-'));
});
after(async () => {
  if (launcher && launcher.exitCode === null && launcher.signalCode === null) {
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
  }
  await rm(home, { recursive: true, force: true });
});

/** Starts Kubernetes, the node, the user center and the CI server, and waits until they are up. */
async function start(): Promise<ChildProcess> {
  const args = PARTS.flatMap(name => ['--part', name]);
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'packages/embedded/src/cli/start.ts'),
      ...['--port', String(PORT), ...args],
    ],
    {
      env: { ...process.env, PILOTHOUSE_STATE: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  launcher = child;
  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    if (line.startsWith('everything is up')) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`the platform ended before it was up: ${said.join('\n')}`);
}

async function withCluster<T>(
  work: (rest: KubeRest) => Promise<T>,
): Promise<T> {
  const rest = loadKubeRest(join(stateDir(), 'kubeconfig'));
  try {
    return await work(rest);
  } finally {
    rest.close();
  }
}

/** Numbers that no other program on this machine sleeps for. */
const child = randomInt(100_000_000, 200_000_000);
const grandchild = child + 1;
const inSessionOfItsOwn = child + 2;
const SCRIPT = [
  `sleep ${child} &`,
  `sh -c 'sleep ${grandchild} & wait' &`,
  `sh -c 'setsid sleep ${inSessionOfItsOwn} & wait' &`,
  'wait',
].join('\n');

/** Which of the pod's programs run, by the seconds that they sleep for. */
function sleeping(): number[] {
  const all = [child, grandchild, inSessionOfItsOwn];
  const commands = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(commandOf);
  return all.filter(seconds => commands.includes(`sleep\0${seconds}\0`));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function runPod(rest: KubeRest): Promise<void> {
  const create = (path: string, body: unknown) =>
    rest.json(path, { method: 'POST', body });
  await create('/api/v1/namespaces', { metadata: { name: 'kept' } });
  await create(`${NAMESPACE}/serviceaccounts`, {
    metadata: { name: 'default' },
  }).catch(error => {
    if (!isKubeError(error, 409)) throw error;
  });
  await create(`${NAMESPACE}/configmaps`, {
    metadata: { name: 'kept' },
    data: { a: 'one' },
  });
  await create(`${NAMESPACE}/pods`, {
    metadata: { name: 'family' },
    spec: {
      nodeName: 'local',
      automountServiceAccountToken: false,
      containers: [
        { name: 'app', image: 'busybox', command: ['sh', '-c', SCRIPT] },
      ],
    },
  });
}

const familyRuns = () =>
  waitUntil(() => sleeping().length === 3, AbortSignal.timeout(GONE_MS));

async function portal(): Promise<client.Configuration> {
  const file = stateFiles(join(stateDir(), 'user-center')).clientSecret;
  const secret = client.ClientSecretBasic(await readFile(file, 'utf8'));
  return client.discovery(new URL(ISSUER), CLIENT_ID, undefined, secret, {
    execute: [client.allowInsecureRequests],
  });
}

/** Whether the person at that browser comes back to the portal without being asked who. */
async function isSignedIn(browser: Browser): Promise<boolean> {
  const { url } = await startSignIn(await portal(), {
    redirect_uri: REDIRECT,
    prompt: 'none',
  });
  const back = await browser.open(url);
  return back.url.searchParams.has('code');
}

/** Status that the CI server answers with. */
async function askCi(path: string, body?: string): Promise<number> {
  const platform = createPlatform({ port: PORT, stateDir: stateDir() });
  const { url, user, apiTokenFile } = ciServerEndpoints(platform);
  const token = await readFile(apiTokenFile, 'utf8');
  const { status } = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    body,
    headers: {
      Authorization: `Basic ${Buffer.from(`${user}:${token}`).toString(
        'base64',
      )}`,
      'Content-Type': 'application/xml',
    },
  });
  return status;
}

test(
  'a restart keeps objects, jobs and sign-ins, and leaves no program of a pod',
  { timeout: 3 * UP_MS },
  async () => {
    const first = await start();
    await withCluster(runPod);
    assert.equal(await askCi('/createItem?name=kept', folderXml()), 200);
    const browser = new Browser(ISSUER);
    assert.equal(await isSignedIn(browser), false);
    const started = await startSignIn(await portal(), {
      redirect_uri: REDIRECT,
    });
    await browser.choose(await browser.open(started.url), 'Lin Wei');
    assert.equal(await isSignedIn(browser), true);
    await familyRuns();
    first.kill('SIGTERM');
    await once(first, 'exit');
    assert.deepEqual(sleeping(), [], 'of the children after SIGTERM');

    const second = await start();
    const kept = await withCluster(rest =>
      rest.json<{ data: unknown }>(`${NAMESPACE}/configmaps/kept`),
    );
    assert.deepEqual(kept.data, { a: 'one' });
    assert.equal(await askCi('/job/kept/api/json'), 200);
    assert.equal(await isSignedIn(browser), true);
    await familyRuns();
    const running = await readProcessTable(processTablePath(stateDir()));
    assert.ok(running.length > 0);
    second.kill('SIGKILL');
    await waitUntil(
      () => sleeping().length === 0 && !running.some(isRunning),
      AbortSignal.timeout(GONE_MS),
    );
  },
);
