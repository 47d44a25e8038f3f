import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStatus } from '@pilothouse/embedded/status';
import { atLeast, figure, type Figure } from '../figure.ts';
import { inTurn, type Keep, type Step } from '../in-turn.ts';
import { MeasuredPlatform } from '../measure/platform.ts';
import { whileStopped } from '../measure/processes.ts';
import { processAtRest } from './at-rest.ts';
import { Backend, type ReadCluster } from './backend.ts';
import { cacheBytes } from './cache-memory.ts';
import { Catalog } from './catalog.ts';
import { identity } from './identities.ts';
import { inParallel } from './parallel.ts';
import { changeOnScreen, changeToTab, cpuWhile } from './live.ts';
import {
  measureOwnView,
  measureServicesPage,
  type OwnView,
} from './own-views.ts';
import { SignedIn } from './portal.ts';
import { logFigures } from '../logs/figures.ts';
import { Load, REPLICAS } from './scale.ts';
import { measureViews } from './stock-view.ts';
import { deploymentsOf, Tab } from './tabs.ts';

/** Services of four pods each: 2,000 pods, and later 10,000. */
const SERVICES = 500;
/** Services that the catalog has, and so the Services page. */
const CATALOG_SERVICES = 1_000;
const MANY_SERVICES = 2_500;
const TABS = 300;
const CONTROLLERS = ['kube-controller-manager', 'kube-scheduler', 'kwok'];
const CPU_SECONDS = 60;
/** What polling every 10 s costs at its 95th centile, and 300 tabs that do; measured with the stock tab. */
const STOCK_CHANGE_MS = 9_600;
const STOCK_TABS_CPU = 45.7;

type Say = (text: string) => void;

/** Measures the Kubernetes-facing backend, beside the stock backend. */
export async function kubernetesFigures(
  root: string,
  port: number,
  say: Say,
  keep: Keep,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-load-'));
  const catalog = await Catalog.write(dir, CATALOG_SERVICES);
  const platform = await MeasuredPlatform.create(root, port);
  try {
    say('platform for the load');
    await platform.start(['--config', catalog.config]);
    const load = new Load(join(platform.stateDir, 'kubeconfig'));
    const portal = await SignedIn.open(platform.url);
    try {
      say('2,000 pods');
      await load.growTo(SERVICES);
      const bench = { platform, load, portal, port, catalog };
      await inTurn(stepsOf(bench, say), say, keep);
    } finally {
      await portal.close();
      load.close();
    }
  } finally {
    await platform.remove();
    await rm(dir, { recursive: true, force: true });
  }
}

interface Bench {
  readonly platform: MeasuredPlatform;
  readonly load: Load;
  readonly portal: SignedIn;
  readonly port: number;
  readonly catalog: Catalog;
}

function stepsOf(bench: Bench, say: Say): Step[] {
  const { catalog, platform, load, portal } = bench;
  let view = NaN;
  let bytes = NaN;
  return [
    ["the stock tab's endpoint", () => stockEndpoint(bench, say)],
    [
      'our own Deployments view',
      async () => {
        const few = await ownView(bench, SERVICES, say);
        view = few.view;
        return [
          figure('Deployments view, p50', 'ms', view, few.list, few.list),
        ];
      },
    ],
    [
      'the Services page',
      async () => {
        const page = await measureServicesPage(portal);
        return [
          figure('Services page, data ready', 'ms', page.dataMs, 50),
          figure('Services page, on screen', 's', page.screenMs / 1000, 1),
        ];
      },
    ],
    [`${TABS} open tabs`, () => liveFigures(platform, portal, load)],
    [
      'memory of the cache',
      async () => {
        bytes = await cacheOf(bench, SERVICES);
        return [];
      },
    ],
    [
      '10,000 pods',
      async () => {
        await Promise.all([
          load.growTo(MANY_SERVICES),
          catalog.growTo(MANY_SERVICES, portal),
        ]);
        const many = await ownView(bench, MANY_SERVICES, say);
        return [figure('the same at 10,000 pods', '×', many.view / view, 1.2)];
      },
    ],
    [
      'memory of the cache with them',
      async () => {
        const more = (await cacheOf(bench, MANY_SERVICES)) - bytes;
        const pods = (MANY_SERVICES - SERVICES) * REPLICAS;
        const name = 'memory of the cache, per pod with all that belongs to it';
        return [figure(name, 'KiB', more / pods / 1024, 4)];
      },
    ],
    ['logs', () => logFigures(platform, load.rest, say)],
  ];
}

/**
 * With no page open and nothing under way, so that only the number of pods differs. The
 * controllers stand still: autoscalers of 10,000 pods ask for metrics all the time, which on a
 * real cluster is not done on the portal's own cores.
 */
async function ownView(
  { platform, load, portal }: Bench,
  services: number,
  say: Say,
): Promise<OwnView> {
  await portal.page.goto('about:blank');
  for (const pid of await pidsOf(platform, ['portal'])) {
    await processAtRest(pid);
  }
  const controllers = await pidsOf(platform, CONTROLLERS);
  const seen = await whileStopped(controllers, () =>
    measureOwnView(portal, load.rest, services),
  );
  say(`${services} services: view ${seen.view} ms, LIST ${seen.list} ms`);
  return seen;
}

async function pidsOf(
  platform: MeasuredPlatform,
  names: readonly string[],
): Promise<number[]> {
  const status = await readStatus(platform.stateDir);
  return names.map(name => {
    const pid = status?.parts.find(part => part.name === name)?.pid;
    if (!pid) throw new Error(`${name} has no process`);
    return pid;
  });
}

async function readBy({ platform, load, port }: Bench): Promise<ReadCluster> {
  return {
    url: `https://127.0.0.1:${port + 3}`,
    caFile: join(platform.stateDir, 'kubernetes/ca.crt'),
    token: await identity(load.rest, 'bench'),
  };
}

async function cacheOf(bench: Bench, services: number): Promise<number> {
  const cluster = await readBy(bench);
  const catalog = await bench.catalog.fileOf(MANY_SERVICES);
  return cacheBytes(bench.port + 42, cluster, catalog, services);
}

async function ending<T>(backend: Backend, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await backend.stop();
  }
}

async function stockEndpoint(bench: Bench, say: Say): Promise<Figure[]> {
  const { load, port } = bench;
  const cluster = await readBy(bench);
  const catalog = await bench.catalog.fileOf(SERVICES);
  const reads = { cluster, catalog };
  const backend = await Backend.start('stock', port + 40, reads);
  const { stock, cached } = await ending(backend, async () => {
    const other = await Backend.start('cached', port + 41, reads);
    return ending(other, () =>
      measureViews({ stock: backend, cached: other }, SERVICES, load.rest),
    );
  });
  say(
    `views/s ${stock.perSecondAtTwenty} and ${cached.perSecondAtTwenty}, alone ${stock.aloneMs} ms and ${cached.aloneMs} ms`,
  );
  return [
    figure(
      'API server requests per view',
      '',
      cached.requestsPerView,
      0.05,
      stock.requestsPerView,
    ),
    atLeast(
      "views/s at concurrency 20, the stock tab's endpoint",
      '×',
      cached.perSecondAtTwenty / stock.perSecondAtTwenty,
      8,
      1,
    ),
    figure(
      'the same, latency at concurrency 1, p50',
      '×',
      cached.aloneMs / stock.aloneMs,
      1 / 6,
      1,
    ),
    figure(
      'the same, in ms',
      'ms',
      cached.aloneMs,
      stock.aloneMs / 6,
      stock.aloneMs,
    ),
  ];
}

async function liveFigures(
  platform: MeasuredPlatform,
  portal: SignedIn,
  load: Load,
): Promise<Figure[]> {
  const pids = await pidsOf(platform, ['kube-apiserver', 'etcd']);
  const before = await cpuWhile(pids, CPU_SECONDS);
  const tabs = await inParallel([...Array(TABS).keys()], async service =>
    Tab.open(
      { url: portal.url, token: await portal.token() },
      deploymentsOf(service),
    ),
  );
  try {
    const open = await cpuWhile(pids, CPU_SECONDS);
    const change = await changeToTab(load.rest, tabs, 60);
    const screen = await changeOnScreen(load.rest, portal.page, 60);
    return [
      figure(
        'change in the cluster → in the tab, p95',
        'ms',
        change.p95,
        250,
        STOCK_CHANGE_MS,
      ),
      figure(
        'the same → on screen in the browser, p95',
        'ms',
        screen.p95,
        250,
        STOCK_CHANGE_MS,
      ),
      figure(
        `${TABS} open tabs, API server and etcd above idle`,
        '% of a core',
        open - before,
        1,
        STOCK_TABS_CPU,
      ),
    ];
  } finally {
    tabs.forEach(tab => tab.close());
  }
}
