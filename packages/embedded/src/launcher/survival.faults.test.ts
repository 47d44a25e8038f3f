import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadKubeRest } from '../kube/load.ts';
import type { KubeRest } from '../kube/rest.ts';
import { readStatus, type PartStatus } from '../platform/status.ts';
import { waitUntil } from '../platform/wait.ts';
import { askThroughIngress } from '../testing/ingress.ts';
import { platformUnderTest } from '../testing/platform-under-test.ts';

const { stateDir, addresses, kubeconfig } = platformUnderTest();
const SHOP = 'shop-prod';
const ask = askThroughIngress(addresses.ingress);
const RECOVERY_MS = 90_000;

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: {
      readonly containerStatuses?: readonly {
        readonly ready: boolean;
        readonly restartCount: number;
      }[];
    };
  }[];
}

let rest: KubeRest;
before(() => {
  rest = loadKubeRest(kubeconfig);
});
after(() => rest.close());

async function row(name: string): Promise<PartStatus> {
  const status = await readStatus(stateDir);
  const found = status?.parts.find(part => part.name === name);
  assert.ok(found, `status.json has no part ${name}`);
  return found;
}

/** Restarts of every container of the shop, by pod. */
async function shopRestarts(): Promise<Record<string, number>> {
  const { items } = await rest.json<PodList>(`/api/v1/namespaces/${SHOP}/pods`);
  return Object.fromEntries(
    items.map(({ metadata, status }) => [
      metadata.name,
      (status.containerStatuses ?? []).reduce(
        (sum, c) => sum + c.restartCount,
        0,
      ),
    ]),
  );
}

/** Status of one request to the shop; 0 when nothing answers. */
const shopStatus = (): Promise<number> =>
  ask('shop.localhost', '/').then(
    ({ code }) => code,
    () => 0,
  );

/** Asks the shop again and again until told to stop. */
function traffic() {
  const stop = new AbortController();
  const seen: number[] = [];
  const run = (async () => {
    while (!stop.signal.aborted) {
      seen.push(await shopStatus());
      await sleep(100);
    }
  })();
  return {
    async end() {
      stop.abort();
      await run;
      return seen;
    },
  };
}

/** Processes of this platform: those that name its state folder. */
function processesOfPlatform(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(`${stateDir}/`)
          ? [command.split('\0')[0] ?? '']
          : [];
      } catch {
        return [];
      }
    })
    .sort();
}

async function isReady(name: string, exceptPid: number): Promise<boolean> {
  const { state, pid } = await row(name);
  return state === 'ready' && pid !== undefined && pid !== exceptPid;
}

async function everythingReady(): Promise<boolean> {
  const status = await readStatus(stateDir);
  return Boolean(status?.parts.every(part => part.state === 'ready'));
}

/** Parts whose death the shop's own traffic must not notice. */
const UNSEEN = [
  'kube-apiserver',
  'etcd',
  'node-local',
  'portal',
  'user-center',
  'ci-server',
  'registry',
  'registry-store',
  'git',
];
const SEEN = ['network'];

describe('a killed part comes back, and the rest goes on', () => {
  for (const name of [...UNSEEN, ...SEEN]) {
    test(name, { timeout: 2 * RECOVERY_MS }, async () => {
      const deadline = AbortSignal.timeout(RECOVERY_MS);
      await waitUntil(everythingReady, deadline, 300);
      const [initial, restarts, processes] = [
        await row(name),
        await shopRestarts(),
        processesOfPlatform(),
      ];
      assert.ok(initial.pid, `${name} has no process`);
      const asked = traffic();
      process.kill(initial.pid, 'SIGKILL');
      await waitUntil(() => isReady(name, initial.pid ?? 0), deadline, 200);
      await waitUntil(everythingReady, deadline, 300);
      const answers = await asked.end();
      assert.equal((await row(name)).restarts, initial.restarts + 1);
      if (UNSEEN.includes(name)) {
        const bad = answers.filter(status => status !== 200);
        assert.deepEqual(bad, [], `of ${answers.length} requests`);
      }
      assert.equal(await shopStatus(), 200);
      assert.deepEqual(await shopRestarts(), restarts);
      await waitUntil(
        () => processesOfPlatform().join() === processes.join(),
        deadline,
        300,
      );
    });
  }
});
