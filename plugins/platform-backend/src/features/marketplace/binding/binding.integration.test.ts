import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import type { Deployment } from 'kubernetes-types/apps/v1';
import { stringify } from 'yaml';
import type { Viewer } from '../../../kube/access';
import { until } from '../../../kube/testing/until';
import { preconditionOf } from '../../../kube/write';
import { Shop } from '../../../kube/write/__testUtils__/Shop';
import { BindingWriter } from './BindingWriter';
import { recordsOf } from './record';
import { partsOf, usesOf } from './uses';

jest.setTimeout(300_000);

type Bind = Extract<BindingRequest, { kind: 'bind' }>;

const ns = 'shop-dev';
const lin: Viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: ['group:default/shop'],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};
const guest: Viewer = {
  ...lin,
  kubernetes: { user: 'guest', groups: ['guests'] },
};

/** A chart as `helm create` lays it out, with lists to which others add. */
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: '{{ .Release.Name }}' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: '{{ .Release.Name }}' } },
    template: {
      metadata: { labels: { app: '{{ .Release.Name }}' } },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'web:{{ .Values.tag }}',
            env: [{ name: 'TAG', value: '{{ .Values.tag }}' }],
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: {} }],
      },
    },
  },
};

describe('binding as a person, on a real API server', () => {
  let shop: Shop;
  let writer: BindingWriter;
  let chart: string;

  beforeAll(async () => {
    shop = await Shop.open(['helm']);
    writer = new BindingWriter(shop.kube);
    chart = await mkdtemp(join(tmpdir(), 'chart-'));
    await mkdir(join(chart, 'templates'));
    const files = {
      'Chart.yaml': stringify({
        apiVersion: 'v2',
        name: 'web',
        version: '1.0.0',
      }),
      'values.yaml': stringify({ tag: 'one' }),
      'templates/deployment.yaml': stringify(deployment),
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(chart, name), text);
    }
    await until(
      () =>
        shop.server.helm('version').then(
          () => 'built',
          () => 'not yet',
        ),
      state => state === 'built',
      240_000,
    );
  });
  afterAll(async () => {
    await shop?.close();
    if (chart) await rm(chart, { recursive: true });
  });

  const helm = (verb: string, name: string, ...args: string[]) =>
    shop.server.helm(verb, name, chart, '--namespace', ns, ...args);
  const bind = (name: string, more: Partial<Bind> = {}): Bind => ({
    kind: 'bind',
    instance: {
      item: 'postgresql',
      cluster: 'test',
      namespace: ns,
      name: 'orders',
    },
    secret: 'orders-app',
    target: { cluster: 'test', namespace: ns, kind: 'Deployment', name },
    form: {
      kind: 'env',
      variables: [
        { name: 'DB_URI', key: 'uri' },
        { name: 'DB_PASSWORD', key: 'password' },
      ],
    },
    ...more,
  });
  const unbind = (name: string): BindingRequest => ({
    kind: 'unbind',
    secret: 'orders-app',
    target: { cluster: 'test', namespace: ns, kind: 'Deployment', name },
  });
  const make = async (request: BindingRequest) => {
    const precondition = preconditionOf(
      await shop.deployment(ns, request.target.name),
    );
    return writer.make(lin, { request, precondition });
  };
  const partsIn = ({ spec }: Deployment) =>
    partsOf(usesOf(spec?.template ?? {}, 'orders-app'));
  const files = bind('', { form: { kind: 'files' } });

  describe('the address of an instance that asks for no credentials', () => {
    const at = (name: string) =>
      `/api/v1/namespaces/${ns}/secrets/${name}-address`;
    const secretWith = (name: string, host: string) => ({
      name: `${name}-address`,
      namespace: ns,
      body: {
        ...{ apiVersion: 'v1', kind: 'Secret', type: 'servicebinding.io/etcd' },
        metadata: { name: `${name}-address`, namespace: ns },
        data: { host: btoa(host) },
      },
    });

    beforeAll(() =>
      shop.allow(ns, 'shop', 'secrets', { group: '', resources: ['secrets'] }),
    );

    it('is put into a Secret as the person, and set again', async () => {
      const dryRun = { dryRun: true };
      await writer.provide(lin, 'test', secretWith('kv', 'one'), dryRun);
      await expect(shop.server.ask({ path: at('kv') })).rejects.toThrow(/404/);
      await writer.provide(lin, 'test', secretWith('kv', 'one'));
      await writer.provide(lin, 'test', secretWith('kv', 'two'));
      expect(await shop.server.ask({ path: at('kv') })).toMatchObject({
        data: { host: btoa('two') },
      });
    });

    it('takes the place of no other Secret', async () => {
      const { body } = secretWith('own', 'mine');
      const own = { ...body, type: 'Opaque' };
      const path = `/api/v1/namespaces/${ns}/secrets`;
      await shop.server.ask({ method: 'POST', path, body: own });
      await expect(
        writer.provide(lin, 'test', secretWith('own', 'other')),
      ).rejects.toThrow(/a Secret own-address with something else/);
    });

    it('is for whoever may make Secrets', async () => {
      await expect(
        writer.provide(guest, 'test', secretWith('no', 'one')),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });
  });

  it('tries it without changing anything', async () => {
    await helm('install', 'tried');
    const before = await shop.deployment(ns, 'tried');
    const trial = await writer.try(lin, bind('tried'));
    expect(partsIn(trial.after as Deployment).variables).toEqual([
      'DB_URI',
      'DB_PASSWORD',
    ]);
    expect(await shop.deployment(ns, 'tried')).toEqual(before);
  });

  it.each([
    [
      'variables',
      bind(''),
      { variables: ['DB_URI', 'DB_PASSWORD'], files: [] },
    ],
    ['files', files, { variables: [], files: ['/bindings/orders'] }],
  ])(
    'binds by %s so that upgrades with Helm keep it, by either of its ways, and takes it away without a trace',
    async (way, request, parts) => {
      for (const serverSide of ['true', 'false']) {
        const name = `${way}-${serverSide}`;
        const target = { ...request.target, name };
        await helm('install', name, `--server-side=${serverSide}`);
        const plain = await shop.deployment(ns, name);

        await make({ ...request, target });
        await helm(
          'upgrade',
          name,
          `--server-side=${serverSide}`,
          '--set',
          'tag=two',
        );

        const upgraded = await shop.deployment(ns, name);
        const [container] = upgraded.spec?.template.spec?.containers ?? [];
        expect(container?.image).toBe('web:two');
        expect(partsIn(upgraded)).toEqual(parts);
        expect(recordsOf(upgraded.metadata ?? {})).toMatchObject([
          { item: 'postgresql', instance: 'orders', ...parts },
        ]);

        await make(unbind(name));
        await helm(
          'upgrade',
          name,
          `--server-side=${serverSide}`,
          '--set',
          'tag=one',
        );
        const left = await shop.deployment(ns, name);
        expect(left.spec).toEqual(plain.spec);
        expect(left.metadata?.annotations).toEqual({
          ...plain.metadata?.annotations,
          ...revisionOf(left),
        });
      }
    },
  );

  it('changes how it is bound, and keeps another binding beside it', async () => {
    await helm('install', 'both');
    await make(bind('both'));
    await make({
      ...files,
      secret: 'cache-app',
      target: bind('both').target,
    });
    await make(
      bind('both', {
        form: { kind: 'env', variables: [{ name: 'DB_URI', key: 'jdbc-uri' }] },
      }),
    );
    const { spec } = await shop.deployment(ns, 'both');
    expect(usesOf(spec?.template ?? {}, 'orders-app')).toEqual([
      {
        container: 'app',
        variables: [{ name: 'DB_URI', key: 'jdbc-uri' }],
        prefixes: [],
        files: [],
      },
    ]);
    await make({ ...unbind('both'), secret: 'orders-app' });
    const left = await shop.deployment(ns, 'both');
    expect(usesOf(left.spec?.template ?? {}, 'cache-app')).toMatchObject([
      { files: ['/bindings/orders'] },
    ]);
  });

  it('keeps the root of bindings for as long as one of them needs it', async () => {
    await helm('install', 'roots');
    const first = { ...files, target: bind('roots').target };
    const second = {
      ...first,
      secret: 'cache-app',
      instance: { ...bind('').instance, name: 'cache' },
    };
    const rootOf = async () => {
      const { spec } = await shop.deployment(ns, 'roots');
      return spec?.template.spec?.containers[0]?.env?.find(
        ({ name }) => name === 'SERVICE_BINDING_ROOT',
      )?.value;
    };
    await make(first);
    await make(second);
    await make(unbind('roots'));
    expect(await rootOf()).toBe('/bindings');
    await make({ ...unbind('roots'), secret: 'cache-app' });
    expect(await rootOf()).toBeUndefined();
  });

  it.each<[string, Partial<Bind>, RegExp]>([
    [
      'a variable that the chart sets',
      { form: { kind: 'env', variables: [{ name: 'TAG', key: 'uri' }] } },
      /a variable TAG already/,
    ],
    ['a container that there is not', { container: 'x' }, /it has app/],
  ])('refuses %s', async (_, more, message) => {
    await helm('install', 'refused').catch(() => undefined);
    await expect(writer.try(lin, bind('refused', more))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
  });

  it('takes nothing away that the portal did not make', async () => {
    await helm('install', 'hand');
    await shop.patch(ns, 'hand', {
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'app',
                image: 'web:one',
                env: [
                  {
                    name: 'DB_URI',
                    valueFrom: {
                      secretKeyRef: { name: 'orders-app', key: 'uri' },
                    },
                  },
                ],
              },
            ],
          },
        },
      },
    });
    await expect(writer.try(lin, unbind('hand'))).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/Take it away where it was made/),
    });
  });

  it('overwrites nothing that changed since one looked', async () => {
    await helm('install', 'moved');
    const precondition = preconditionOf(await shop.deployment(ns, 'moved'));
    await shop.patch(ns, 'moved', { spec: { replicas: 3 } });
    await expect(
      writer.make(lin, { request: bind('moved'), precondition }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('lets nobody do what the cluster does not let them', async () => {
    await helm('install', 'guarded');
    await expect(writer.try(guest, bind('guarded'))).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });
});

/** Without a controller there is none. */
function revisionOf({ metadata }: Deployment) {
  const key = 'deployment.kubernetes.io/revision';
  const revision = metadata?.annotations?.[key];
  return revision === undefined ? {} : { [key]: revision };
}
