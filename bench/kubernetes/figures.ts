import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStatus } from '@pilothouse/embedded/status';
import { atLeast, figure, type Figure } from '../figure.ts';
import { MeasuredPlatform } from '../measure/platform.ts';
import { Backend, type ReadCluster } from './backend.ts';
import { cacheBytes } from './cache-memory.ts';
import { writeCatalog } from './catalog.ts';
import { identity } from './identities.ts';
import { changeOnScreen, changeToTab, cpuWhile } from './live.ts';
import { measureOwnView, measureServicesPage } from './own-views.ts';
import { SignedIn } from './portal.ts';
import { logFigures } from '../logs/figures.ts';
import { Load, REPLICAS } from './scale.ts';
import { measureView } from './stock-view.ts';
import { Tab } from './tabs.ts';

/** Services of four pods each: 2,000 pods, and later 10,000. */
const SERVICES = 500;
const MANY_SERVICES = 2_500;
const TABS = 300;
const CPU_SECONDS = 60;
/** What polling every 10 s costs at its 95th centile, and 300 tabs that do; measured with the stock tab. */
const STOCK_CHANGE_MS = 9_600;
const STOCK_TABS_CPU = 45.7;

type Say = (text: string) => void;

/** The figures of the Kubernetes-facing backend, beside the stock backend's. */
export async function kubernetesFigures(
  root: string,
  port: number,
  say: Say,
): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-load-'));
  const catalog = await writeCatalog(dir, MANY_SERVICES);
  const platform = await MeasuredPlatform.create(root, port);
  try {
    say('platform for the load');
    await platform.start(['--config', catalog.config]);
    const load = new Load(join(platform.stateDir, 'kubeconfig'));
    try {
      const stock = await stockEndpoint(platform, load, catalog.file, say);
      const own = await ownViews(platform, load, say);
      say('memory of the cache');
      const kib = await stock.perPod();
      return [
        ...stock.figures,
        ...own,
        figure(
          'memory of the cache, per pod with all that belongs to it',
          'KiB',
          kib,
          4,
        ),
        ...(await logFigures(platform, load.rest, say)),
      ];
    } finally {
      load.close();
    }
  } finally {
    await platform.remove();
    await rm(dir, { recursive: true, force: true });
  }
}

async function stockEndpoint(
  platform: MeasuredPlatform,
  load: Load,
  catalog: string,
  say: Say,
): Promise<{ figures: Figure[]; perPod: () => Promise<number> }> {
  say('2,000 pods');
  await load.growTo(SERVICES);
  const { port } = platform;
  const cluster: ReadCluster = {
    url: `https://127.0.0.1:${port + 3}`,
    caFile: join(platform.stateDir, 'kubernetes/ca.crt'),
    token: await identity(load.rest, 'bench'),
  };
  const measure = async (variant: 'stock' | 'cached', offset: number) => {
    say(`the stock tab's endpoint, ${variant}`);
    const backend = await Backend.start(variant, port + offset, {
      cluster,
      catalog,
    });
    try {
      return await measureView(backend, SERVICES, load.rest);
    } finally {
      await backend.stop();
    }
  };
  const stock = await measure('stock', 40);
  const cached = await measure('cached', 41);
  const few = await cacheBytes(port + 42, cluster, catalog, SERVICES);
  const perPod = async () => {
    const many = await cacheBytes(port + 43, cluster, catalog, MANY_SERVICES);
    return (many - few) / ((MANY_SERVICES - SERVICES) * REPLICAS) / 1024;
  };
  const figures = [
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
      cached.alone.p50 / stock.alone.p50,
      1 / 6,
      1,
    ),
    figure(
      'the same, in ms',
      'ms',
      cached.alone.p50,
      stock.alone.p50 / 6,
      stock.alone.p50,
    ),
  ];
  return { figures, perPod };
}

async function ownViews(
  platform: MeasuredPlatform,
  load: Load,
  say: Say,
): Promise<Figure[]> {
  const portal = await SignedIn.open(platform.url);
  try {
    say('our own views at 2,000 pods');
    const few = await measureOwnView(portal, load.rest, SERVICES);
    const live = await liveFigures(platform, portal, load, say);
    const page = await measureServicesPage(portal);
    say('10,000 pods');
    await load.growTo(MANY_SERVICES);
    const many = await measureOwnView(portal, load.rest, MANY_SERVICES);
    return [
      figure('Deployments view, p50', 'ms', few.view, few.list, few.list),
      figure('the same at 10,000 pods', '×', many.view / few.view, 1.2),
      ...live,
      figure('Services page, data ready', 'ms', page.dataMs, 50),
      figure('Services page, on screen', 's', page.screenMs / 1000, 1),
    ];
  } finally {
    await portal.close();
  }
}

async function liveFigures(
  platform: MeasuredPlatform,
  portal: SignedIn,
  load: Load,
  say: Say,
): Promise<Figure[]> {
  say(`${TABS} open tabs`);
  const status = await readStatus(platform.stateDir);
  const pids = ['kube-apiserver', 'etcd'].map(name => {
    const pid = status?.parts.find(part => part.name === name)?.pid;
    if (!pid) throw new Error(`${name} has no process`);
    return pid;
  });
  const before = await cpuWhile(pids, CPU_SECONDS);
  const tabs = await Promise.all(
    Array.from({ length: TABS }, async (_, index) =>
      Tab.open({ url: portal.url, token: await portal.token() }, index),
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
