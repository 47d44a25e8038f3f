import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { call } from '@orpc/server';
import { serviceCatalog } from '@pilothouse/plugin-platform-backend-module-service-catalog';
import type {
  OrderRequest,
  Term,
  Values,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
} from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import { definitions, twoTeams } from './__testUtils__/scene';
import { documentOf } from './document';
import type { Writing } from './InstanceWriter';
import { marketplaceProcedures } from './procedures';

const taken = {
  clusterServiceClassRef: { name: 'class-1' },
  clusterServicePlanRef: { name: 'plan-small' },
};
const spec = (id: string, externalName: string, more: Values) => ({
  metadata: { name: id },
  spec: {
    ...{ clusterServiceBrokerName: 'embedded', externalName, externalID: id },
    ...more,
  },
});
const plan = (name: string, of: string) =>
  spec(`plan-${name}`, name, { clusterServiceClassRef: { name: of } });
const offered: Readonly<Record<string, CustomObject[]>> = {
  clusterservicebrokers: [
    {
      metadata: { name: 'embedded' },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ],
  clusterserviceclasses: [
    spec('class-1', 'redis', { planUpdatable: true }),
    spec('class-2', 'restricted', {}),
  ],
  clusterserviceplans: [
    plan('small', 'class-1'),
    plan('large', 'class-1'),
    plan('own', 'class-2'),
  ],
};

/** Two classes of a broker, of which one is open; its large plan is for nobody. */
function scene({
  terms = [{ plans: ['large'], instances: 0 }],
  had,
}: { terms?: Term[]; had?: Values } = {}) {
  const { kube, custom } = twoTeams();
  const { finder } = serviceCatalog;
  const metadata = { namespace: 'shop-dev', name: 'cache', uid: 'uid' };
  const before: CustomObject | undefined = had && {
    metadata: { ...metadata, resourceVersion: '1' },
    spec: had,
  };
  custom.put(
    definitions,
    (finder?.kinds ?? []).map(({ group, plural, kind, versions }) => ({
      metadata: { name: `${plural}.${group}` },
      spec: {
        ...{ group, names: { plural, kind } },
        versions: versions.map(name => ({ name, served: true })),
      },
    })),
  );
  for (const kind of finder?.kinds ?? []) {
    custom.put(customKindName(kind), [
      ...(offered[kind.plural] ?? []),
      ...(kind.plural === 'serviceinstances' && before ? [before] : []),
    ]);
  }
  const items = (finder?.find([custom]) ?? []).map(item =>
    item.title === 'redis'
      ? { ...item, terms }
      : { ...item, isWithdrawn: true },
  );
  const done: Values[] = [];
  const credentials = {} as BackstageCredentials;
  const written = (request: OrderRequest, writing: Writing) =>
    documentOf(request, writing, before).body.spec;
  const dependencies = {
    ...{ kube, custom: { cluster: () => custom } },
    allows: async () => true,
    auditor: {
      createEvent: async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      }),
    },
    contextOf: () => ({ kube, custom: () => custom, items, kinds: [] }),
    httpAuth: { credentials: async () => credentials },
    items: { fresh: async () => undefined, compositions: [] },
    needs: { look: () => () => undefined, settled: async () => undefined },
    reservations: {
      reserve: async () => ({ id: 'r', others: [] }),
      settle: async () => undefined,
      release: async () => undefined,
    },
    rights: {
      admit: async () => ({ credentials }),
      assertMay: async () => undefined,
    },
    writer: {
      try: async (_: unknown, request: OrderRequest, writing: Writing) => ({
        ...(before && { before }),
        after: {
          metadata,
          spec: { ...had, ...written(request, writing) },
        },
        spec: {},
        conflicts: [],
      }),
      make: async (_: unknown, request: OrderRequest, writing: Writing) => {
        done.push(written(request, writing));
      },
    },
  } as unknown as Parameters<typeof marketplaceProcedures>[0];
  const { order, preview } = marketplaceProcedures(dependencies);
  const item = items.find(({ title }) => title === 'redis')?.name ?? '';
  const request = {
    ...{ item, cluster: 'east', namespace: 'shop-dev', name: 'cache' },
    ...(before && {
      changes: true,
      precondition: { uid: 'uid', resourceVersion: '1' },
    }),
  };
  const context = {} as RequestContext;
  return {
    done,
    order: (values: Values, extra?: string) =>
      call(order, { ...request, values, extra }, { context }),
    look: (values: Values, extra?: string) =>
      call(preview, { ...request, values, extra }, { context }),
  };
}

const byClass: [string, string, string][] = [
  ['clusterServiceClassName', 'class-1', 'class-2'],
  ['clusterServiceClassExternalID', 'class-1', 'class-2'],
  ['clusterServiceClassExternalName', 'redis', 'restricted'],
];
const byPlan: [string, string, string][] = [
  ['clusterServicePlanName', 'plan-small', 'plan-large'],
  ['clusterServicePlanExternalID', 'plan-small', 'plan-large'],
  ['clusterServicePlanExternalName', 'small', 'large'],
];
const refused = (words: RegExp) => ({
  name: 'InputError',
  message: expect.stringMatching(words),
});

it.each(byClass)(
  'orders what the item is of by %s, and nothing else',
  async (field, own, restricted) => {
    const { done, order, look } = scene({ terms: [] });
    const named = { clusterServicePlanExternalName: 'small' };
    await order({ ...named, [field]: own });
    const another = {
      clusterServicePlanExternalName: 'own',
      [field]: restricted,
    };
    for (const ask of [order, look]) {
      await expect(ask(another)).rejects.toMatchObject(
        refused(/Another class/),
      );
    }
    expect(done).toEqual([{ ...named, [field]: own }]);
  },
);

it.each(byPlan)(
  'holds an order to the terms of the plan that %s names',
  async (field, small, large) => {
    const { done, order } = scene();
    const named = { clusterServiceClassExternalName: 'redis' };
    await order({ ...named, [field]: small });
    await expect(order({ ...named, [field]: large })).rejects.toMatchObject(
      refused(/may have 0 of the plan large/),
    );
    expect(done).toEqual([{ ...named, [field]: small }]);
  },
);

it.each(byPlan)(
  'holds a change to the terms of the plan that %s names',
  async (field, small, large) => {
    const { done, order } = scene({
      had: {
        clusterServiceClassExternalName: 'redis',
        [field]: small,
        ...taken,
      },
    });
    await expect(order({ [field]: large })).rejects.toMatchObject(
      refused(/may have 0 of the plan large/),
    );
    await order({ parameters: { more: true } });
    expect(done).toHaveLength(1);
  },
);

it.each(byPlan.slice(0, 2))(
  'refuses a second plan in %s beside the one that is chosen',
  async (field, _, large) => {
    const chosen = {
      clusterServiceClassExternalName: 'redis',
      clusterServicePlanExternalName: 'small',
    };
    const fresh = scene();
    await expect(
      fresh.order(chosen, `${field}: ${large}`),
    ).rejects.toMatchObject(refused(/Name the plan in one field/));
    const change = scene({ had: { ...chosen, ...taken } });
    await expect(change.order({ [field]: large })).rejects.toMatchObject(
      refused(/Name the plan in one field/),
    );
    expect([...fresh.done, ...change.done]).toEqual([]);
  },
);
