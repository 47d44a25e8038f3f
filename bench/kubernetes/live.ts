import { setTimeout as sleep } from 'node:timers/promises';
import {
  MERGE_PATCH,
  type KubeRest,
} from '@pilothouse/embedded/src/kube/rest.ts';
import { cpuSeconds } from '../measure/processes.ts';
import { quantile } from './requests.ts';
import { REPLICAS, serviceAt } from './scale.ts';
import type { Tab } from './tabs.ts';

const SETTLE_MS = 3_000;
/** The patch by which a tab learns of the new count, among others that may come. */
const DESIRED = new RegExp(`/desired","value":${REPLICAS + 1}\\b`);

/** Milliseconds from sending a change to the cluster until the tabs that look have it. */
export async function changeToTab(
  rest: KubeRest,
  tabs: readonly Tab[],
  changes: number,
): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (const tab of tabs.slice(0, changes)) {
    tab.forget();
    const began = performance.now();
    await Promise.all([
      scale(rest, tab.service, REPLICAS + 1),
      tab.isTold(DESIRED),
    ]);
    times.push(performance.now() - began);
    await scale(rest, tab.service, REPLICAS);
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Processor time of some processes while nothing changes, in percent of one core. */
export async function cpuWhile(
  pids: readonly number[],
  seconds: number,
): Promise<number> {
  await sleep(SETTLE_MS);
  const before = total(pids);
  await sleep(seconds * 1000);
  return ((total(pids) - before) / seconds) * 100;
}

function total(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
}

async function scale(
  rest: KubeRest,
  service: number,
  replicas: number,
): Promise<void> {
  const { name, namespace } = serviceAt(service);
  await rest.json(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, {
    method: 'PATCH',
    body: { spec: { replicas } },
    contentType: MERGE_PATCH,
  });
}
