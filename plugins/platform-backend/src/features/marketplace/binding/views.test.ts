import type { Entity } from '@backstage/catalog-model';
import type { BindingProblem } from '@pilothouse/plugin-platform-common';
import type { Deployment } from 'kubernetes-types/apps/v1';
import { clusters, postgresql, twoTeams } from '../__testUtils__/scene';
import { annotationOf } from './record';
import { bindingsOfInstance, bindingsOfService } from './views';
import { choicesOf } from './choices';
import { fitting } from './fits';

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
});
const env = (key: string, secret = 'orders-app') => ({
  name: 'DB',
  valueFrom: { secretKeyRef: { name: secret, key } },
});
const record = {
  item: 'postgresql',
  instance: 'orders',
  secret: 'orders-app',
  container: 'app',
  variables: ['DB'],
  files: [],
};

const web = (more: {
  env?: ReturnType<typeof env>[];
  annotations?: Record<string, string>;
  status?: Deployment['status'];
  namespace?: string;
  name?: string;
}): Deployment => ({
  metadata: {
    namespace: more.namespace ?? 'shop-dev',
    name: more.name ?? 'web',
    uid: `uid-${more.namespace}-${more.name}`,
    generation: 1,
    labels: { 'backstage.io/kubernetes-id': more.name ?? 'web' },
    annotations: more.annotations,
  },
  spec: {
    replicas: 2,
    selector: {},
    template: {
      spec: { containers: [{ name: 'app', image: 'web', env: more.env }] },
    },
  },
  status: more.status ?? {
    observedGeneration: 1,
    replicas: 2,
    updatedReplicas: 2,
    availableReplicas: 2,
    readyReplicas: 2,
  },
});

const ref = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders',
};

function scene(...deployments: Deployment[]) {
  const { kube, east, custom } = twoTeams();
  deployments.forEach(each => east.put('deployments', each));
  const components = ['web', 'api'].map(component);
  return {
    east,
    custom,
    context: {
      kube,
      custom: () => custom,
      items: [postgresql],
      kinds: [],
      catalog: {
        entities: (kind: string) => (kind === 'component' ? components : []),
        entity: (wanted: string) =>
          components.find(
            ({ metadata }) => `component:default/${metadata.name}` === wanted,
          ),
      },
    },
  };
}

describe('who uses an instance', () => {
  const bound = { annotations: annotationOf(record), env: [env('uri')] };

  it('are others than what it consists of', () => {
    const { context } = scene(web({ env: [env('uri')] }));
    const bindingsWith = (isOwn: boolean) =>
      bindingsOfInstance(ref, {
        ...context,
        items: [{ ...postgresql, hasPart: () => isOwn }],
      }).bindings;
    expect(bindingsWith(false)).toHaveLength(1);
    expect(bindingsWith(true)).toEqual([]);
  });

  it.each<{
    when: string;
    given: Parameters<typeof web>[0];
    by: 'portal' | 'hand';
    problems: BindingProblem[];
    noSecret?: boolean;
  }>([
    { when: 'bound by the portal', given: bound, by: 'portal', problems: [] },
    {
      when: 'bound by hand',
      given: { env: [env('uri')] },
      by: 'hand',
      problems: [],
    },
    {
      when: 'taken away by hand',
      given: { annotations: annotationOf(record) },
      by: 'portal',
      problems: [{ kind: 'removed', variables: ['DB'], files: [] }],
    },
    {
      when: 'the Secret is not there',
      given: bound,
      by: 'portal',
      problems: [{ kind: 'secret-missing' }],
      noSecret: true,
    },
    {
      when: 'not rolled out',
      given: {
        ...bound,
        status: {
          observedGeneration: 1,
          replicas: 3,
          updatedReplicas: 1,
          availableReplicas: 2,
          readyReplicas: 2,
        },
      },
      by: 'portal',
      problems: [{ kind: 'rolling-out', updated: 1, wanted: 2 }],
    },
  ])('is told when it is $when', ({ given, by, problems, noSecret }) => {
    const { context, east } = scene(web(given));
    if (!noSecret) {
      east.put('secrets', {
        metadata: { namespace: 'shop-dev', name: 'orders-app' },
      });
    }
    expect(bindingsOfInstance(ref, context).bindings).toMatchObject([
      {
        by,
        problems,
        instance: ref,
        services: ['component:default/web'],
        target: { kind: 'Deployment', name: 'web' },
      },
    ]);
  });

  it('is nobody who has another Secret, or the same name elsewhere', () => {
    const { context } = scene(
      web({ env: [env('uri', 'other')] }),
      web({ env: [env('uri')], namespace: 'payments-dev' }),
    );
    expect(bindingsOfInstance(ref, context).bindings).toEqual([]);
  });
});

describe('what a service uses', () => {
  it('is told with what else there is where it runs', () => {
    const { context } = scene(web({ env: [env('uri'), env('x', 'own')] }));
    const told = bindingsOfService(
      { entityRef: 'component:default/web' },
      context,
    );
    expect(told.bindings).toMatchObject([
      { secret: 'orders-app', instance: ref },
    ]);
    expect(told.instances).toMatchObject([{ ref, title: 'PostgreSQL' }]);
  });

  it('is told also when the instance is gone', () => {
    const { context, custom } = scene(
      web({ annotations: annotationOf(record), env: [env('uri')] }),
    );
    custom.put(clusters, []);
    const { bindings } = bindingsOfService(
      { entityRef: 'component:default/web' },
      context,
    );
    expect(bindings[0]?.problems).toContainEqual({ kind: 'instance-gone' });
  });

  it('is nothing for a service that there is not', () => {
    const { context } = scene();
    expect(() =>
      bindingsOfService({ entityRef: 'component:default/x' }, context),
    ).toThrow(expect.objectContaining({ name: 'NotFoundError' }));
  });
});

it('offers what runs beside the instance, and says where the others run', () => {
  const owned = web({ name: 'member' });
  owned.metadata!.ownerReferences = [
    {
      apiVersion: 'x/v1',
      kind: 'Cluster',
      name: 'orders',
      uid: 'u',
      controller: true,
    },
  ];
  const { context } = scene(
    web({}),
    web({ name: 'api', namespace: 'payments-dev' }),
    owned,
  );
  const allowed = { allowed: true } as const;
  const denied = { allowed: false, because: { kind: 'cluster' } } as const;
  const choices = choicesOf(ref, context, {
    Deployment: denied,
    StatefulSet: allowed,
    DaemonSet: allowed,
  });
  expect(choices).toMatchObject({
    secrets: [{ secret: 'orders-app', keys: ['username', 'password'] }],
    targets: [
      { target: { name: 'web' }, containers: ['app'], ability: denied },
    ],
    elsewhere: [{ title: 'api', places: ['east/payments-dev'] }],
  });
});

describe('an instance that asks for no credentials', () => {
  const open = { en: 'It asks for no password.', zh: '不需要密码。' };
  const cache = { ...postgresql, credentialsOf: () => [], openOf: () => open };
  const bind = (key: string) => ({
    ...{
      kind: 'bind' as const,
      instance: ref,
      secret: 'postgresql-orders-address',
    },
    target: {
      ...{ cluster: 'east', namespace: 'shop-dev' },
      ...{ kind: 'Deployment' as const, name: 'web' },
    },
    form: { kind: 'env' as const, variables: [{ name: 'DB', key }] },
  });
  const seen = (...deployments: Deployment[]) => ({
    ...scene(...deployments).context,
    items: [cache],
  });

  it('is bound by its address', () => {
    const allowed = { allowed: true } as const;
    const choices = choicesOf(ref, seen(web({})), {
      ...{ Deployment: allowed, StatefulSet: allowed, DaemonSet: allowed },
    });
    const secrets = [
      { secret: 'postgresql-orders-address', keys: ['host', 'port'] },
    ];
    expect(choices).toMatchObject({ secrets, open });
    expect(fitting(bind('host'), seen())).toMatchObject({
      name: 'postgresql-orders-address',
      namespace: 'shop-dev',
    });
  });

  it('has nothing else to bind', () => {
    const password = () => fitting(bind('password'), seen());
    expect(password).toThrow(/no key password; it has host, port/);
  });

  it('tells who has its address', () => {
    const bound = web({ env: [env('host', 'postgresql-orders-address')] });
    const { bindings } = bindingsOfInstance(ref, seen(bound));
    expect(bindings).toMatchObject([
      { secret: 'postgresql-orders-address', instance: ref, by: 'hand' },
    ]);
  });
});
