import {
  customKindName,
  type CustomObject,
} from '@pilothouse/plugin-platform-node';
import {
  InMemoryCustom,
  keeps,
  middlewareLaws,
  type MiddlewareBench,
} from '@pilothouse/plugin-platform-node/testing';
import {
  clusterWith,
  marker,
  shelved,
  statefulSet,
} from './__testUtils__/scene';
import { releaseKind } from './release/kind';
import { releasesIn } from './release/objects';
import { chartProvider } from './service';

const setUp = async (): Promise<MiddlewareBench> => {
  const cluster = clusterWith({ cache: marker() });
  cluster.put('statefulsets', statefulSet('cache', 1));
  const [healthy = {}] = releasesIn(cluster);
  return {
    provider: chartProvider({
      shelf: {
        current: shelved(),
        subscribe: () => () => undefined,
        version: () => Promise.reject(new Error('not asked for')),
        archive: () => Promise.reject(new Error('not asked for')),
      },
      settings: { annotations: {} },
      helm: { run: () => Promise.reject(new Error('not run')) },
      logger: { error: () => undefined },
      now: () => new Date(),
    }),
    clusters: [new InMemoryCustom('east')],
    healthy,
    close: async () => {},
  };
};

it('keeps what runs of a chart that is in no registry here any more', async () => {
  const { provider } = await setUp();
  const cluster = clusterWith({
    old: marker({ item: 'helm-charts-gone' }),
    newer: marker({
      ...{
        item: 'helm-charts-gone',
        chart: 'registry.example.com/charts/gone',
      },
    }),
    // Of a registry that is not configured any more, with a path that another has.
    other: marker({ chart: 'other.example.com/charts/valkey' }),
  });
  const releases = releasesIn(cluster);
  const reader = new InMemoryCustom('east').put(
    customKindName(releaseKind),
    releases,
  );
  const items = provider.finder?.find([reader]) ?? [];
  expect(items.map(({ name }) => name)).toEqual([
    'helm-charts-valkey',
    'helm-charts-gone',
    'helm-other-example-com-charts-valkey',
  ]);
  const nameOf = (release: CustomObject) =>
    items.filter(({ isOf }) => isOf?.(release)).map(({ name }) => name);
  expect(
    releases.map(release => [release.metadata?.name, ...nameOf(release)]),
  ).toEqual([
    ['old', 'helm-charts-gone'],
    ['newer', 'helm-charts-gone'],
    ['other', 'helm-other-example-com-charts-valkey'],
  ]);
  expect(items[1]?.offerIn?.('east')?.trouble?.closed).toBe(true);
});

it.each(middlewareLaws)('Helm $title', async law => {
  expect(await keeps(law, setUp)).toBe(true);
});
