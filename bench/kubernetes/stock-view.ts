import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRequests } from './api-requests.ts';
import type { Backend } from './backend.ts';
import { run } from './requests.ts';
import { serviceAt } from './scale.ts';

/** What one endpoint costs and how fast it is. */
export interface ViewFigures {
  readonly requestsPerView: number;
  readonly alone: { readonly p50: number; readonly p95: number };
  readonly perSecondAtTwenty: number;
}

const VIEWS = 400;
const BUSY_S = 5;
const IDLE_MS = 10_000;

/** Measures the endpoint of the stock Kubernetes tab, over services in turn. */
export async function measureView(
  backend: Backend,
  services: number,
  rest: KubeRest,
): Promise<ViewFigures> {
  const view = async (index: number) => {
    await backend.load(serviceAt(index % services).name);
  };
  await backend.knows(serviceAt(services - 1).name);
  await run(100, 20, view);
  const idle = await requestsWhile(rest, () => sleep(IDLE_MS));
  const began = performance.now();
  let alone = { p50: Number.NaN, p95: Number.NaN };
  const asked = await requestsWhile(rest, async () => {
    alone = await run(VIEWS, 1, view);
  });
  const background = (idle * (performance.now() - began)) / IDLE_MS;
  const warm = await run(VIEWS, 20, view);
  // For as long with either backend: so many views as one takes seconds for are over before
  // the other's code is compiled.
  const many = Math.max(VIEWS, Math.round(warm.perSecond * BUSY_S));
  const busy = await run(many, 20, view);
  return {
    requestsPerView: Math.max(0, (asked - background) / VIEWS),
    alone,
    perSecondAtTwenty: busy.perSecond,
  };
}

async function requestsWhile(
  rest: KubeRest,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await readRequests(rest);
  await work();
  // Reading the metric is itself no resource request.
  return (await readRequests(rest)) - before;
}
