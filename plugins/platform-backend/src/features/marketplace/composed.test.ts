import {
  customKindName,
  definitionsKind,
  type ClusterReader,
  type MiddlewareComposition,
} from '@pilothouse/plugin-platform-node';
import { composedReader } from './composed';
import { servedOf } from './offers';
import { clusters, postgresql, twoTeams } from './__testUtils__/scene';

const kind = {
  group: 'helm.sh',
  plural: 'releases',
  kind: 'Release',
  versions: ['v1'],
} as const;
const releases = customKindName(kind);

function scene() {
  const { custom, east } = twoTeams();
  const read: (string | undefined)[] = [];
  const composition: MiddlewareComposition = {
    kind,
    kindState: (cluster: ClusterReader) => cluster.kindState('configmaps'),
    objectsIn: (_, namespace) => {
      read.push(namespace);
      return [{ metadata: { namespace: 'shop-dev', name: 'cache' } }];
    },
    carrier: {} as MiddlewareComposition['carrier'],
  };
  return {
    custom,
    east,
    read,
    reader: composedReader(custom, east, [composition]),
  };
}

it('has what no API serves as if a cluster served it', () => {
  const { reader } = scene();
  expect(servedOf(kind, reader)).toEqual({ kind: 'served', version: 'v1' });
  expect(reader.kindState(releases)).toEqual({ kind: 'live' });
  expect(
    reader.get(releases, { namespace: 'shop-dev', name: 'cache' }),
  ).toMatchObject({ metadata: { name: 'cache' } });
  expect(
    reader.get(releases, { namespace: 'shop-dev', name: 'none' }),
  ).toBeUndefined();
});

it('reads it out once, however often it is asked', () => {
  const { reader, read } = scene();
  reader.list(releases);
  reader.list(releases);
  reader.list(releases, 'shop-dev');
  expect(read).toEqual([undefined, 'shop-dev']);
});

it('has all else as the cluster has it', () => {
  const { custom, reader } = scene();
  expect(servedOf(postgresql.kind, reader)).toEqual({
    kind: 'served',
    version: 'v1',
  });
  expect(reader.list(clusters)).toEqual(custom.list(clusters));
  expect(reader.kindState(customKindName(definitionsKind))).toEqual({
    kind: 'live',
  });
});

it('is the same reader where there is nothing of the kind', () => {
  const { custom, east } = scene();
  expect(composedReader(custom, east, [])).toBe(custom);
});
