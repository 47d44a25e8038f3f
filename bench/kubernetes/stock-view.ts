import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../figure.ts';
import { readRequests } from './api-requests.ts';
import type { Backend } from './backend.ts';
import { run } from './requests.ts';
import { serviceAt } from './scale.ts';

/** What one endpoint costs and how fast it is. */
export interface ViewFigures {
  readonly requestsPerView: number;
  /** Median of the milliseconds of a view with nothing else asked. */
  readonly aloneMs: number;
  readonly perSecondAtTwenty: number;
}

/** The two backends that are compared, or what was seen of them. */
export interface Both<T> {
  readonly stock: T;
  readonly cached: T;
}

const VIEWS = 400;
const TURNS = 3;
const BUSY_S = 5;
const IDLE_MS = 10_000;

/**
 * Measures the endpoint of the stock Kubernetes tab, over services in turn. The backends take
 * turns, so that what else the machine does falls on both; medians.
 */
export async function measureViews(
  backends: Both<Backend>,
  services: number,
  rest: KubeRest,
): Promise<Both<ViewFigures>> {
  const stock = await warm(backends.stock, services, rest);
  const cached = await warm(backends.cached, services, rest);
  const seen: Both<ViewFigures[]> = { stock: [], cached: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    seen.stock.push(await stock());
    seen.cached.push(await cached());
  }
  return { stock: medians(seen.stock), cached: medians(seen.cached) };
}

function medians(seen: readonly ViewFigures[]): ViewFigures {
  const of = (part: (figures: ViewFigures) => number) => median(seen.map(part));
  return {
    requestsPerView: of(figures => figures.requestsPerView),
    aloneMs: of(figures => figures.aloneMs),
    perSecondAtTwenty: of(figures => figures.perSecondAtTwenty),
  };
}

/** Waits until a backend knows the load, and asks until its code is compiled. */
async function warm(
  backend: Backend,
  services: number,
  rest: KubeRest,
): Promise<() => Promise<ViewFigures>> {
  const view = async (index: number) => {
    await backend.load(serviceAt(index % services).name);
  };
  await backend.knows(serviceAt(services - 1).name);
  await run(100, 20, view);
  const { perSecond } = await run(VIEWS, 20, view);
  // For as long with either backend: so many views as one takes seconds for are over before
  // the other's code is compiled.
  const many = Math.max(VIEWS, Math.round(perSecond * BUSY_S));
  return () => measure(view, many, rest);
}

async function measure(
  view: (index: number) => Promise<void>,
  many: number,
  rest: KubeRest,
): Promise<ViewFigures> {
  const idle = await requestsWhile(rest, () => sleep(IDLE_MS));
  const began = performance.now();
  let aloneMs = Number.NaN;
  let perSecond = Number.NaN;
  const asked = await requestsWhile(rest, async () => {
    ({ p50: aloneMs } = await run(VIEWS, 1, view));
    ({ perSecond } = await run(many, 20, view));
  });
  const background = (idle * (performance.now() - began)) / IDLE_MS;
  return {
    requestsPerView: Math.max(0, (asked - background) / (VIEWS + many)),
    aloneMs,
    perSecondAtTwenty: perSecond,
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
