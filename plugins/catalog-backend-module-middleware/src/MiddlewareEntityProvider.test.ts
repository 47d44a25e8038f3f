import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import type { ClusterResources } from '@pilothouse/plugin-platform-backend';
import { MiddlewareEntityProvider } from './MiddlewareEntityProvider';

const resource = (name: string, description = ''): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, description },
});

const refused = resource('refused');
const isRefused = ({ entity }: { entity: Entity }) => entity === refused;

const east = (...entities: Entity[]) => ({ cluster: 'east', entities });
const silent = { cluster: 'east' };

/** What the catalog was told, in short: `+name` and `-name`, a list each time. */
async function told(
  rounds: readonly (readonly ClusterResources[])[],
  held: ReadonlyMap<string, readonly Entity[]> = new Map(),
  fails: readonly number[] = [],
) {
  const mutations: string[][] = [];
  let round = -1;
  const provider = new MiddlewareEntityProvider({
    logger: mockServices.logger.mock(),
    resources: {
      current: () => [...(rounds[round] ?? [])],
      held: () => held,
      watch: () => () => undefined,
    },
  });
  const applyMutation = async (mutation: EntityProviderMutation) => {
    if (mutation.type !== 'delta') throw new Error('tells all');
    const { added, removed } = mutation;
    if (fails.includes(round) || added.some(isRefused)) {
      throw new Error('the catalog does not take it');
    }
    mutations.push([
      ...added.map(({ entity }) => `+${entity.metadata.name}`),
      ...removed.map(each =>
        'entityRef' in each ? `-${each.entityRef.split('/')[1]}` : '?',
      ),
    ]);
  };
  await provider.connect({
    applyMutation,
  } as unknown as EntityProviderConnection);
  provider.end();
  for (round = 0; round < rounds.length; round++) {
    await provider.sync().catch(() => undefined);
  }
  return mutations;
}

describe('what the catalog is told of middleware', () => {
  it.each<{
    tells: string;
    rounds: readonly (readonly ClusterResources[])[];
    mutations: string[][];
    held?: ReadonlyMap<string, readonly Entity[]>;
    fails?: readonly number[];
  }>([
    {
      tells: 'a new one',
      rounds: [[east(resource('a'))]],
      mutations: [['+a']],
    },
    {
      tells: 'nothing twice',
      rounds: [[east(resource('a'))], [east(resource('a'))]],
      mutations: [['+a']],
    },
    {
      tells: 'what changed',
      rounds: [
        [east(resource('a'))],
        [east(resource('a', 'b'), resource('c'))],
      ],
      mutations: [['+a'], ['+a', '+c']],
    },
    {
      tells: 'what went',
      rounds: [[east(resource('a'))], [east()]],
      mutations: [['+a'], ['-a']],
    },
    {
      tells: 'nothing of a silent cluster',
      rounds: [[east(resource('a'))], [silent], [east(resource('a'))]],
      mutations: [['+a']],
    },
    {
      tells: 'what went while the portal was away',
      rounds: [[silent], [east(resource('a'))]],
      held: new Map([['east', [resource('a'), resource('b')]]]),
      mutations: [['+a', '-b']],
    },
    {
      tells: 'that a cluster was taken away',
      rounds: [[{ cluster: 'west', entities: [] }]],
      held: new Map([['east', [resource('a')]]]),
      mutations: [['-a']],
    },
    {
      tells: 'nothing before clusters are known',
      rounds: [[]],
      held: new Map([['east', [resource('a')]]]),
      mutations: [],
    },
    {
      tells: 'of a cluster whatever comes of another',
      rounds: [[east(refused), { cluster: 'west', entities: [resource('b')] }]],
      held: new Map([['north', [resource('a')]]]),
      mutations: [['+b'], ['-a']],
    },
    {
      tells: 'again what it did not take',
      rounds: [[east(resource('a'))], [east(resource('a'))]],
      fails: [0],
      mutations: [['+a']],
    },
  ])('$tells', async ({ rounds, mutations, held, fails }) => {
    expect(await told(rounds, held, fails)).toEqual(mutations);
  });
});
