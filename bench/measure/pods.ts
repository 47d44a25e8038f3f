import { setTimeout as sleep } from 'node:timers/promises';
import { loadKubeRest } from '@pilothouse/embedded/kube/load';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { readStatus } from '@pilothouse/embedded/status';
import { addressesFor } from '@pilothouse/embedded/addresses';
import { waitUntil } from '@pilothouse/embedded/wait';
import { median } from '../figure.ts';
import { cpuSeconds } from './processes.ts';
import type { MeasuredPlatform } from './platform.ts';

const NAMESPACE = 'bench';
/** A machine that does other work as well must not end the measurement. */
const PATIENCE_MS = 300_000;
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const SERVER =
  "require('http').createServer((q,r)=>r.end('ok')).listen(8080,process.env.PILOTHOUSE_BIND_ADDRESS)";

interface Pod {
  readonly status: { readonly podIP?: string; readonly phase?: string };
}

/** Runs pods on a measured platform. */
export class PodBench {
  readonly #rest: KubeRest;
  readonly #platform: MeasuredPlatform;

  constructor(platform: MeasuredPlatform) {
    this.#platform = platform;
    this.#rest = loadKubeRest(`${platform.stateDir}/kubeconfig`);
  }

  async open(): Promise<void> {
    const metadata = { name: NAMESPACE };
    await this.#rest.json('/api/v1/namespaces', {
      method: 'POST',
      body: { metadata },
    });
    const account = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/default`;
    await waitUntil(
      () =>
        this.#rest.json(account).then(
          () => true,
          () => false,
        ),
      AbortSignal.timeout(PATIENCE_MS),
    );
  }

  async close(): Promise<void> {
    await this.#rest.json(`/api/v1/namespaces/${NAMESPACE}`, {
      method: 'DELETE',
    });
    this.#rest.close();
  }

  /** Milliseconds from sending a pod to the first answer of its process; the median. */
  async createdToAnswering(times: number): Promise<number> {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1) {
      seen.push(await this.#oneAnswering(`answers-${index}`));
    }
    return median(seen);
  }

  /** Share of one core, in percent, that the node agent uses with that many idle pods. */
  async agentWhenIdle(count: number, seconds: number): Promise<number> {
    for (let index = 0; index < count; index += 1) {
      await this.#create(`idle-${index}`, 'busybox', ['sleep', '3600']);
    }
    await waitUntil(
      async () => (await this.#running()) === count,
      AbortSignal.timeout(PATIENCE_MS),
      500,
    );
    await sleep(15_000);
    const status = await readStatus(this.#platform.stateDir);
    const pid = status?.parts.find(part => part.name === 'node-local')?.pid;
    if (!pid) throw new Error('the node agent has no process');
    const before = cpuSeconds(pid);
    await sleep(seconds * 1000);
    return ((cpuSeconds(pid) - before) / seconds) * 100;
  }

  async #oneAnswering(name: string): Promise<number> {
    const began = performance.now();
    await this.#create(name, 'node', ['node', '-e', SERVER]);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await waitUntil(() => this.#answers(name), signal, 20);
    const took = performance.now() - began;
    await this.#rest.json(`${PODS}/${name}`, {
      method: 'DELETE',
      query: { gracePeriodSeconds: 0 },
    });
    return took;
  }

  async #answers(name: string): Promise<boolean> {
    const { status } = await this.#rest.json<Pod>(`${PODS}/${name}`);
    if (!status.podIP) return false;
    const { podPrefix } = addressesFor(this.#platform.port);
    const address = status.podIP.replace(/^\d+\.\d+/, podPrefix);
    return fetch(`http://${address}:8080/`).then(
      response => response.ok,
      () => false,
    );
  }

  async #running(): Promise<number> {
    const { items } = await this.#rest.json<{ items: Pod[] }>(PODS);
    return items.filter(({ status }) => status.phase === 'Running').length;
  }

  async #create(
    name: string,
    image: string,
    command: readonly string[],
  ): Promise<void> {
    const container = { name: 'main', image, command };
    const spec = { containers: [container], terminationGracePeriodSeconds: 0 };
    const body = { metadata: { name }, spec };
    await this.#rest.json(PODS, { method: 'POST', body });
  }
}
