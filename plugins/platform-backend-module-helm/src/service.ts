import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { itemNameSchema } from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  imageRegistryServiceRef,
  middlewareProviderRef,
  type CustomObject,
  type CustomReader,
  type ImageRegistry,
  type MiddlewareItem,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import {
  chartItems,
  originOf,
  orphanItem,
  type ChartItem,
} from './charts/item';
import { hostedName } from './charts/names';
import { labelledIn } from './charts/labelled';
import { Shelf, type Shelved } from './charts/Shelf';
import { readChartSettings, type ChartSettings } from './config';
import { HelmProgram } from './helm/HelmProgram';
import { releaseKind } from './release/kind';
import { releasesIn, type ChartLabelled } from './release/objects';
import { ReleaseCarrier } from './ReleaseCarrier';

/** A provider of what is on a shelf. */
export function chartProvider(options: {
  readonly shelf: Pick<Shelf, 'archive' | 'current' | 'subscribe' | 'version'>;
  readonly settings: Pick<ChartSettings, 'annotations'>;
  readonly helm: Pick<HelmProgram, 'run'>;
  readonly logger: Pick<LoggerService, 'error'>;
  readonly now: () => Date;
}): MiddlewareProvider {
  const { shelf, settings } = options;
  let known:
    | { of: Shelved; items: readonly ChartItem[]; labelled: ChartLabelled }
    | undefined;
  const now = () => {
    const of = shelf.current;
    if (known?.of !== of) {
      const items = chartItems(of, settings.annotations);
      known = { of, items, labelled: labelledIn(items) };
    }
    return known;
  };
  const items = () => now().items;
  const carrier = new ReleaseCarrier({
    ...options,
    lineOf: name => items().find(({ item }) => item.name === name)?.line,
  });
  return {
    name: 'helm',
    items: () => [],
    finder: {
      kinds: [releaseKind],
      shared: [],
      find: clusters => findItems(items(), clusters),
      subscribe: listener => shelf.subscribe(listener),
    },
    compositions: [
      {
        kind: releaseKind,
        kindState: cluster => cluster.kindState('configmaps'),
        objectsIn: (cluster, namespace) =>
          releasesIn(cluster, namespace, now().labelled),
        carrier,
      },
    ],
  };
}

/** All charts, where there are clusters, and what else there are releases of. */
function findItems(
  known: readonly ChartItem[],
  clusters: readonly CustomReader[],
): MiddlewareItem[] {
  if (clusters.length === 0) return [];
  return [
    ...known.map(({ item }) => item),
    ...orphansIn(
      known,
      clusters.flatMap(reader => reader.list(customKindName(releaseKind))),
    ),
  ];
}

/** What there are releases of, and no chart. */
function orphansIn(
  known: readonly ChartItem[],
  releases: readonly CustomObject[],
): MiddlewareItem[] {
  const names = new Set(known.map(({ item }) => item.name));
  const charts = new Set(known.flatMap(({ line }) => line?.reference ?? []));
  // Releases from before their charts were written on them have the same item without one.
  const orphans = new Map<string, Set<string>>();
  for (const release of releases) {
    const { chart, item: told } = originOf(release);
    const label = itemNameSchema.safeParse(told).data;
    const isKnown = chart ? charts.has(chart) : names.has(label ?? '');
    if (label === undefined || isKnown) continue;
    if (known.some(({ item }) => item.isOf?.(release))) continue;
    // An item of that name is of another chart now.
    const name = chart && names.has(label) ? hostedName(chart) : label;
    const origins = orphans.get(name) ?? new Set();
    orphans.set(name, origins.add(originKey(release)));
  }
  return [...orphans.keys()]
    .sort()
    .map(name =>
      orphanItem(
        name,
        release => orphans.get(name)?.has(originKey(release)) ?? false,
      ),
    );
}

/** Tells apart what releases were ordered as. */
function originKey(release: CustomObject): string {
  const { chart, item } = originOf(release);
  return JSON.stringify([chart, item]);
}

/** Nothing, where no charts are configured. */
const nothing: MiddlewareProvider = { name: 'helm', items: () => [] };

/**
 * The charts that the configuration names, followed until the signal is aborted.
 *
 * @throws InputError naming the setting that is wrong
 */
export function openCharts(options: {
  readonly config: Config;
  readonly images: Pick<ImageRegistry, 'repositories'>;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
}): MiddlewareProvider {
  const { config, images, logger, signal } = options;
  const settings = readChartSettings(config);
  if (!settings) return nothing;
  const helm = new HelmProgram(settings.helm);
  const now = () => new Date();
  const shelf = new Shelf({ settings, images, helm, logger, now });
  void shelf.follow(signal);
  return chartProvider({ shelf, settings, helm, logger, now });
}

/** Has the marketplace offer what Helm can install. */
export const helmProviderFactory = createServiceFactory({
  service: middlewareProviderRef,
  deps: {
    config: coreServices.rootConfig,
    images: imageRegistryServiceRef,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  factory({ config, images, lifecycle, logger }) {
    const ended = new AbortController();
    lifecycle.addShutdownHook(() => ended.abort());
    return openCharts({
      config,
      images,
      logger: logger.child({ service: 'pilothouse.helm' }),
      signal: ended.signal,
    });
  },
});
