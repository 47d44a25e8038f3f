import { setTimeout as sleep } from 'node:timers/promises';
import { MERGE_PATCH, type KubeRest } from '@pilothouse/embedded/kube/rest';
import type { Page } from '@playwright/test';
import { cpuSeconds } from '../measure/processes.ts';
import { quantile } from './requests.ts';
import { REPLICAS, serviceAt } from './scale.ts';
import type { Tab } from './tabs.ts';

const SETTLE_MS = 3_000;
/** The patch by which a tab learns of a new count, among others that may come. */
const desired = (replicas: number) =>
  new RegExp(`/desired","value":${replicas}\\b`);

/**
 * Milliseconds from sending a change to the cluster until the tab that looks has it. The next
 * change waits until the tab has this one's undoing, as somebody at a screen would.
 *
 * @param tabs - the n-th looks at the n-th service
 */
export async function changeToTab(
  rest: KubeRest,
  tabs: readonly Tab[],
  changes: number,
): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (const [service, tab] of tabs.slice(0, changes).entries()) {
    tab.forget();
    const began = performance.now();
    await Promise.all([
      scale(rest, service, REPLICAS + 1),
      tab.isTold(desired(REPLICAS + 1)),
    ]);
    times.push(performance.now() - began);
    await Promise.all([
      scale(rest, service, REPLICAS),
      tab.isTold(desired(REPLICAS)),
    ]);
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Milliseconds from sending a change to the cluster until the open page of a service shows it. */
export async function changeOnScreen(
  rest: KubeRest,
  page: Page,
  changes: number,
): Promise<{ p50: number; p95: number }> {
  const service = 0;
  const { name } = serviceAt(service);
  const times: number[] = [];
  await page.goto(`/catalog/default/component/${name}/deployments`);
  await shows(page, REPLICAS);
  for (let change = 0; change < changes; change += 1) {
    const began = performance.now();
    await Promise.all([
      scale(rest, service, REPLICAS + 1),
      shows(page, REPLICAS + 1),
    ]);
    times.push(performance.now() - began);
    await scale(rest, service, REPLICAS);
    await shows(page, REPLICAS);
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Waits, frame by frame, until the tile of the service says how many replicas are wanted. */
async function shows(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction(
    text =>
      document
        .querySelector('nav[aria-label="Where it runs"]')
        ?.textContent?.includes(text),
    `/${wanted}`,
    { polling: 'raf', timeout: 60_000 },
  );
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
