import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { readStatus } from '../../platform/status.ts';
import { waitUntil } from '../../platform/wait.ts';
import {
  appOf,
  openNamespace,
  shellPod,
  type TestNamespace,
} from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';

const { stateDir } = platformUnderTest();

let ns: TestNamespace;

before(async () => {
  ns = await openNamespace('adopt');
});

after(async () => {
  await ns.remove();
});

const startSchema = z.object({ pid: z.number() });

function podDir(uid: string): string {
  return join(stateDir, 'node-local', 'pods', uid);
}

function runRecord(uid: string, restart: number): number {
  const file = join(podDir(uid), 'app', `${restart}.run`, 'pid');
  return startSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pid;
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** Process id of the agent, as its launcher's status tells. */
async function agentPid(): Promise<number | undefined> {
  const status = await readStatus(stateDir);
  return status?.parts.find(({ name }) => name === 'node-local')?.pid;
}

const within = (seconds: number) => AbortSignal.timeout(seconds * 1000);

async function running(name: string): Promise<string> {
  const pod = await ns.until(name, found => appOf(found)?.ready === true);
  return pod.metadata?.uid ?? '';
}

test('a process that is killed is started again, and the count shows it', async () => {
  await ns.apply(shellPod('killed', 'sleep 12345 & exec sleep 1000'));
  const uid = await running('killed');
  process.kill(runRecord(uid, 0), 'SIGKILL');
  const pod = await ns.until(
    'killed',
    found => appOf(found)?.restartCount === 1 && appOf(found)?.ready === true,
  );
  assert.equal(appOf(pod)?.lastState?.terminated?.exitCode, 137);
});

test('pods outlive the agent, are adopted, and what was deleted meanwhile is cleaned up', async () => {
  await ns.apply(shellPod('stays', 'exec sleep 1000'));
  await ns.apply(shellPod('goes', 'exec sleep 1000'));
  await ns.apply(
    shellPod('ends', 'sleep 3; exit 5', { restartPolicy: 'Never' }),
  );
  const stays = await running('stays');
  const goes = await running('goes');
  const ends = await running('ends');
  const pid = runRecord(stays, 0);
  const gone = runRecord(goes, 0);
  const first = await agentPid();
  assert.ok(first, 'the agent has a process id');
  process.kill(first, 'SIGKILL');
  await ns.run('delete', 'pod', 'goes', '--grace-period=0', '--force');
  assert.ok(isAlive(pid), 'the process outlived the agent');

  await waitUntil(
    async () => ![undefined, first].includes(await agentPid()),
    within(30),
  );
  const ended = await ns.until(
    'ends',
    found => found.status?.phase === 'Failed',
  );
  assert.equal(appOf(ended)?.state?.terminated?.exitCode, 5);
  assert.equal(ended.metadata?.uid, ends);
  await waitUntil(
    () => !isAlive(gone) && !existsSync(podDir(goes)),
    within(30),
  );
  const pod = await ns.pod('stays');
  assert.ok(isAlive(pid), 'the process goes on under the new agent');
  assert.equal(appOf(pod)?.restartCount, 0);
  assert.equal(appOf(pod)?.ready, true);

  await ns.run('delete', 'pod', 'stays');
  await waitUntil(() => !isAlive(pid), within(10));
});
