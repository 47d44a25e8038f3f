import { customKindName } from '@pilothouse/plugin-platform-node';
import type { Entity } from '@backstage/catalog-model';
import {
  clusters,
  definitionWith,
  definitions,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { workloadKinds } from '../../deployments/workload';
import type { CatalogReader } from '../../../catalog/CatalogReader';
import type { CustomKinds } from '../../../kube/custom';
import type { CustomChange } from '../../../kube/custom/CustomKinds';
import { PublishedItems } from '../publishing/PublishedItems';
import type { Site } from '../view';
import { MiddlewareResources } from './MiddlewareResources';
import {
  entityNameOf,
  isKnown,
  namespacesWith,
  resourcesOf,
} from './resources';

const items = [postgresql];
const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  relations: [{ type: 'partOf', targetRef: 'system:default/tea' }],
};
const system: Entity = { ...component, kind: 'System' };
const catalog = {
  entities: (kind: string) => (kind === 'component' ? [component] : []),
  entity: (ref: string) => (ref === 'system:default/shop' ? system : undefined),
};

const context = { items, catalog };
const all = (site: Site) =>
  namespacesWith(site, items).flatMap(namespace =>
    resourcesOf(site, namespace, context),
  );

function uses(cluster: ReturnType<typeof twoTeams>['east']) {
  cluster.put('deployments', {
    metadata: {
      namespace: 'shop-dev',
      name: 'web',
      labels: { 'backstage.io/kubernetes-id': 'web' },
    },
    spec: {
      selector: {},
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              envFrom: [{ secretRef: { name: 'orders-app' } }],
            },
          ],
        },
      },
    },
  });
}

describe('resources of the catalog', () => {
  it('are the instances of teams, with the services that have their credentials', () => {
    const { east, custom } = twoTeams();
    uses(east);
    east.put('namespaces', { metadata: { name: 'nobodys' } });
    custom.put(clusters, [
      instance('shop-dev', 'orders'),
      instance('payments-dev', 'orders'),
      instance('nobodys', 'orders'),
    ]);
    const found = all({ cluster: east, custom });
    expect(found).toMatchObject([
      {
        metadata: {
          name: 'orders.shop-dev.postgresql.east',
          annotations: {
            'pilothouse.dev/middleware': 'postgresql/east/shop-dev/orders',
          },
        },
        spec: {
          type: 'database',
          owner: 'group:default/shop',
          system: 'system:default/tea',
          dependencyOf: ['component:default/web'],
        },
      },
      { spec: { owner: 'group:default/payments', dependencyOf: [] } },
    ]);
  });

  it('are none of what was made by hand and nobody has taken over', () => {
    const { east, custom } = twoTeams();
    custom.put(clusters, [instance('shop-dev', 'orders')]);
    const found = (byHand: boolean) =>
      resourcesOf({ cluster: east, custom }, 'shop-dev', {
        ...context,
        items: [{ ...postgresql, isByHand: () => byHand }],
      });
    expect([found(true).length, found(false).length]).toEqual([0, 1]);
  });

  it.each([
    ['shop', 'system:default/shop'],
    ['unheard-of', 'system:default/tea'],
  ])('are part of what their label says: %s', (label, wanted) => {
    const { east, custom } = twoTeams();
    uses(east);
    const orders = instance('shop-dev', 'orders');
    orders.metadata!.labels = { 'app.kubernetes.io/part-of': label };
    custom.put(clusters, [orders]);
    const [found] = all({ cluster: east, custom });
    expect(found?.spec?.system).toBe(wanted);
  });

  it.each<[string, (scene: ReturnType<typeof twoTeams>) => void, boolean]>([
    ['all is read', () => undefined, true],
    [
      'its operator is not installed',
      ({ custom }) => custom.put(definitions, []),
      true,
    ],
    [
      'its instances are not heard of any more',
      ({ custom }) =>
        custom.put(clusters, [], {
          kind: 'stale',
          since: '2031-04-01T08:00:00Z',
          because: 'no answer',
        }),
      false,
    ],
    [
      'its version is not known',
      ({ custom }) => custom.put(definitions, [definitionWith('v9')]),
      false,
    ],
    [
      'the cluster is silent',
      ({ east }) =>
        east.setKnowledge({
          kind: 'stale',
          since: '2031-04-01T08:00:00Z',
          because: 'no answer',
        }),
      false,
    ],
    ...workloadKinds.flatMap(
      (
        kind,
      ): [string, (scene: ReturnType<typeof twoTeams>) => void, boolean][] => [
        [
          `its ${kind} may not be read`,
          ({ east }) =>
            east.setKindState(kind, { kind: 'forbidden', because: 'no' }),
          false,
        ],
        [
          `its ${kind} are not read yet`,
          ({ east }) => east.setKindState(kind, { kind: 'pending' }),
          false,
        ],
        [
          `it has no ${kind}`,
          ({ east }) => east.setKindState(kind, { kind: 'absent' }),
          true,
        ],
      ],
    ),
  ])('are known when %s', (_, change, known) => {
    const scene = twoTeams();
    change(scene);
    const { east: cluster, custom } = scene;
    expect(isKnown({ cluster, custom }, [postgresql.kind])).toBe(known);
  });

  it.each([
    { item: 'postgresql', cluster: 'East.1', namespace: 'shop', name: 'a' },
    { item: 'redis', cluster: 'e', namespace: 'shop', name: 'x'.repeat(200) },
    { item: 'redis', cluster: 'e', namespace: 'shop', name: 'a.b' },
  ])('have names that the catalog takes: %j', ref => {
    expect(entityNameOf(ref)).toMatch(
      /^(?=.{1,63}$)[a-z0-9]+([-._][a-z0-9]+)*$/,
    );
  });
});

describe('what is made again', () => {
  function watched(expectsPublished = false) {
    const scene = twoTeams();
    const { kube, custom } = scene;
    const tellers = new Set<(change: CustomChange) => void>();
    const published = new PublishedItems(expectsPublished);
    const needed = Object.assign(custom, { need: () => () => undefined });
    const resources = new MiddlewareResources({
      kube: {
        reader: kube,
        custom: {
          cluster: () => needed as unknown as CustomKinds,
          subscribe: teller => {
            tellers.add(teller);
            return () => tellers.delete(teller);
          },
        },
      },
      catalog: {
        ...catalog,
        knowledge: () => ({ kind: 'current' }),
        subscribe: () => () => undefined,
      } as unknown as CatalogReader,
      middleware: [{ name: 'test', items: () => items }],
      published,
    });
    const heard = jest.fn();
    resources.watch(heard);
    const made = () => {
      const [{ entities = [] } = {}] = resources.current();
      return Object.fromEntries(
        entities.map(entity => [entity.spec?.owner, entity]),
      );
    };
    return { ...scene, heard, made, published, resources, tellers };
  }
  const [shop, payments] = ['group:default/shop', 'group:default/payments'];

  it('is the namespace in which a workload changed, and no other', () => {
    const { east, heard, made } = watched();
    const before = made();
    heard.mockClear();
    uses(east);
    expect(heard).toHaveBeenCalled();
    const after = made();
    expect(after[payments]).toBe(before[payments]);
    expect(after[shop]?.spec?.dependencyOf).toEqual(['component:default/web']);
  });

  it('is all once it is known what was published, with instances of that', () => {
    const { custom, heard, made, published, resources } = watched(true);
    expect(resources.current()).toEqual([{ cluster: 'east' }]);
    const kind = { ...postgresql.kind, plural: 'pots', kind: 'Pot' };
    const pots = customKindName(kind);
    const definition = definitionWith('v1');
    custom
      .put(definitions, [
        definition,
        { metadata: { name: pots }, spec: definition.spec },
      ])
      .put(pots, [instance('shop-dev', 'tea')]);
    heard.mockClear();
    published.tellFrom({
      items: () => [{ ...postgresql, name: 'tea-pot', kind }],
      subscribe: () => () => undefined,
    });
    expect(heard).toHaveBeenCalled();
    expect(made()[shop]?.metadata.name).toBe('tea.shop-dev.tea-pot.east');
    expect(made()[payments]).toBeDefined();
  });

  it('is nothing for a workload where there are no instances', () => {
    const { east, heard, made } = watched();
    const before = made();
    heard.mockClear();
    east.put('deployments', {
      metadata: { namespace: 'elsewhere', name: 'web' },
    });
    expect(heard).not.toHaveBeenCalled();
    expect(made()[shop]).toBe(before[shop]);
  });

  it('is the namespace in which an instance changed', () => {
    const { custom, heard, made, tellers } = watched();
    const before = made();
    custom.put(clusters, [instance('payments-dev', 'orders')]);
    tellers.forEach(tell =>
      tell({ cluster: 'east', kind: clusters, namespace: 'shop-dev' }),
    );
    expect(heard).toHaveBeenCalled();
    expect(made()).toEqual({ [payments]: before[payments] });
  });
});
