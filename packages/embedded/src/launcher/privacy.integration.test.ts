import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { portsOf } from '../platform/addresses.ts';
import { readProcessTable } from '../platform/process-table.ts';
import { processTablePath } from '../platform/platform.ts';
import { isLoopback, listenersOf } from '../testing/listeners.ts';
import { platformUnderTest } from '../testing/platform-under-test.ts';

const { stateDir, addresses } = platformUnderTest();

/** Parents of all processes, by process id. */
function parents(): Map<number, number> {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return new Map(
    pids.flatMap(pid => {
      const parent = parentOf(pid);
      return parent === undefined ? [] : [[Number(pid), parent] as const];
    }),
  );
}

function parentOf(pid: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** Whether a process was started with a path of the state folder, as the pods' shims are. */
function namesState(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(
      `${stateDir}/`,
    );
  } catch {
    return false;
  }
}

/** The processes of the platform, those of its pods included. */
async function processesOfPlatform(): Promise<number[]> {
  const table = await readProcessTable(processTablePath(stateDir));
  const roots = new Set(table.map(({ pid }) => pid));
  const up = parents();
  const belongs = (pid: number): boolean => {
    const parent = up.get(pid);
    return (
      roots.has(pid) ||
      namesState(pid) ||
      (parent !== undefined && parent > 1 && belongs(parent))
    );
  };
  return [...up.keys()].filter(belongs);
}

test('everything listens on loopback only', async () => {
  const listeners = listenersOf(await processesOfPlatform());
  const ports = new Set(listeners.map(({ port }) => port));
  const unseen = portsOf(addresses).filter(port => !ports.has(port));
  assert.deepEqual(unseen, [], 'every address of the platform is looked at');
  const open = listeners.filter(({ address }) => !isLoopback(address));
  assert.deepEqual(open, []);
});

/** What pods and images hold has the rights that their makers gave it, in a private folder. */
const MADE_BY_OTHERS = [
  'ci-server/home',
  'ci-server/workspace',
  'images',
  'node-local',
  'portal/techdocs',
  'portal/work',
];

async function openTo(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(entry => entry.isFile() || entry.isDirectory())
      .map(async entry => {
        const path = join(dir, entry.name);
        const inside = entry.isDirectory() && !isMadeByOthers(path);
        const deeper = inside ? await openTo(path) : [];
        return (await isPrivate(path)) ? deeper : [path, ...deeper];
      }),
  );
  return found.flat();
}

function isMadeByOthers(path: string): boolean {
  return MADE_BY_OTHERS.includes(relative(stateDir, path));
}

/** What is gone meanwhile is nobody's. */
async function isPrivate(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined || found.mode % 0o100 === 0;
}

test('only their owner can read the files of the state, secrets among them', async () => {
  const mode = (path: string) => statSync(path).mode % 0o1000;
  assert.equal(mode(stateDir), 0o700);
  for (const name of [
    'kubeconfig',
    'ci-server/api-token',
    'ci-server/hook-secret',
    'ci-server/password',
    'git/admin-token',
    'git/app.ini',
    'git/ci-password',
    'git/data/gitea.db',
    'git/portal-password',
    'etcd/ca.key',
    'portal/app-config.yaml',
    'registry/ci-password',
    'registry/client/config.json',
    'registry/harbor.json',
    'registry/node-password',
    'registry/portal-password',
    'registry/token-key.json',
    'user-center/git-client-secret',
    'user-center/people.json',
  ]) {
    assert.equal(mode(join(stateDir, name)), 0o600, name);
  }
  assert.deepEqual(await openTo(stateDir), []);
});
