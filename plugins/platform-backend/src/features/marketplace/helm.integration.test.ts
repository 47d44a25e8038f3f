import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { openCharts } from '@pilothouse/plugin-platform-backend-module-helm';
import type {
  BindingRequest,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  OciClient,
  type KubeObject,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import type { ConfigMap, Secret } from 'kubernetes-types/core/v1';
import { z } from 'zod';
import { until } from '../../kube/testing/until';
import { Shop } from '../../kube/write/__testUtils__/Shop';
import { clientOf } from './__testUtils__/client';
import { openStores, type Stores } from './__testUtils__/stores';
import { BoundService } from './binding/__testUtils__/BoundService';

jest.setTimeout(900_000);

const ns = 'shop-dev';
const core = `/api/v1/namespaces/${ns}`;
const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`;
/** Redis is fetched when the platform first starts, and a busy machine takes its time. */
const fetchMs = 300_000;
const patienceMs = 60_000;
const redis = 'helm-marketplace-redis-standalone';
const catalogSchema = z.object({
  repositories: z.array(z.string()).nullish(),
});

/** A chart whose first hook fails as long as it is told so. */
const fragile = (
  version: string,
  greeting = 'hello',
): Record<string, string> => ({
  'Chart.yaml': `apiVersion: v2\nname: fragile\nversion: ${version}\nannotations: { pilothouse.dev/title: Fragile }\n`,
  'values.yaml': `greeting: ${greeting}\nbreak: false\n`,
  'values.schema.json': JSON.stringify({
    type: 'object',
    properties: {
      greeting: { type: 'string' },
      break: { type: 'boolean' },
    },
  }),
  'templates/greeting.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-greeting
data:
  greeting: {{ .Values.greeting | quote }}
  version: {{ .Chart.Version | quote }}
`,
  'templates/hook.yaml': `{{- if .Values.break }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-hook
  annotations: { helm.sh/hook: post-install }
spec:
  restartPolicy: Never
  containers:
    - { name: hook, image: node, command: [node, -e, process.exit(1)] }
{{- end }}
`,
});

/** Metadata of what belongs to something else. */
const owned = (name: string, owner: object) => ({
  name,
  ownerReferences: [owner],
});

/** A chart of what is easily taken for what stays, or goes. */
const mixed: Record<string, string> = {
  'Chart.yaml':
    'apiVersion: v2\nname: mixed\nversion: 1.0.0\nannotations: { pilothouse.dev/title: Mixed }\n',
  'values.yaml': '',
  'templates/claims.yaml': ['kept', 'goes']
    .map(
      name => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .Release.Name }}-${name}
  annotations: { note: x${
    name === 'kept' ? ', helm.sh/resource-policy: keep' : ''
  } }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Mi } }
`,
    )
    .join(''),
  'templates/policy.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: '{{ .Release.Name }}-policy' }
spec: { podSelector: {} }
`,
  'templates/cellar.yaml': `apiVersion: tea.example.com/v1
kind: Cellar
metadata: { name: '{{ .Release.Name }}' }
`,
  'templates/hook.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: '{{ .Release.Name }}-hook'
  annotations: { helm.sh/hook: 'post-install,pre-delete' }
`,
};

describe('charts of a registry, by way of Helm', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const ended = new AbortController();
  let stores: Stores;
  let shop: Shop;
  let charts: MiddlewareProvider;
  let registry: string;
  let client: ReturnType<typeof clientOf>;

  const web = () => new BoundService({ ...shop, namespace: ns }, 'web');
  const stateDir = () => dirname(shop.server.kubeconfig);
  const create = (path: string, body: object) =>
    shop.server.ask({ method: 'POST', path, body });
  const at = (name: string, item = redis): InstanceRef => ({
    item,
    cluster: 'test',
    namespace: ns,
    name,
  });
  const instance = async (ref: InstanceRef) =>
    (await client.instance(ref)).instance;
  const healthy = (ref: InstanceRef) =>
    until(
      () => instance(ref),
      found => found?.status === 'healthy',
      fetchMs,
    );
  const gone = (ref: InstanceRef) =>
    until(
      () => instance(ref),
      found => found === undefined,
      patienceMs,
    );
  const item = (name: string, has: (plans: string[]) => boolean) =>
    until(
      () =>
        client.form({ item: name }).then(
          form => form,
          () => undefined,
        ),
      form => has(form?.plans.map(plan => plan.name) ?? []),
      fetchMs,
    );

  /** Pushes a chart as a platform engineer would. */
  async function push(files: Record<string, string>): Promise<void> {
    const dir = await mkdtemp(join(tmpdir(), 'chart-'));
    try {
      await mkdir(join(dir, 'chart/templates'), { recursive: true });
      for (const [name, text] of Object.entries(files)) {
        await writeFile(join(dir, 'chart', name), text);
      }
      const chart = join(dir, 'chart');
      const told = await shop.server.helm(
        ...['package', chart, '--destination', dir],
      );
      const [archive = ''] = /\S+\.tgz/.exec(told) ?? [];
      const project = `oci://${registry}/marketplace`;
      await shop.server.helm('push', archive, project, '--plain-http');
    } finally {
      await rm(dir, { recursive: true });
    }
  }

  /** Has the cluster serve a kind of which the portal knows nothing. */
  async function defineCellars(): Promise<void> {
    const group = 'tea.example.com';
    const definitions =
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    await create(definitions, {
      metadata: { name: `cellars.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'cellars', singular: 'cellar', kind: 'Cellar' },
        versions: [
          {
            ...{ name: 'v1', served: true, storage: true },
            schema: {
              openAPIV3Schema: {
                ...{ type: 'object' },
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        ],
      },
    });
    await until(
      () =>
        shop.server.ask<{
          status?: { conditions?: { type: string; status: string }[] };
        }>({ path: `${definitions}/cellars.${group}` }),
      ({ status }) =>
        status?.conditions?.some(
          ({ type, status: is }) => type === 'Established' && is === 'True',
        ) ?? false,
      patienceMs,
    );
    await shop.allow(ns, 'shop', 'cellars', { group, resources: ['cellars'] });
  }

  /** Helm's own records of a release, each in the version that the cluster has. */
  async function releaseSecrets(name: string) {
    const { items } = await shop.server.ask<{ items: Secret[] }>({
      path: `${core}/secrets`,
      query: { labelSelector: `owner=helm,name=${name}` },
    });
    expect(items.length).toBeGreaterThan(0);
    return items.map(({ metadata }) => [
      metadata?.name,
      metadata?.resourceVersion,
    ]);
  }

  /** What the pods say last, once one of them says this. */
  const said = (wanted: string) =>
    until(
      () => web().lastLines(),
      lines => lines.includes(wanted),
      fetchMs,
    );

  beforeAll(async () => {
    stores = await openStores(databases);
    shop = await Shop.open(['charts']);
    registry = `localhost:${Number(basename(stateDir())) + 12}`;
    const password = (
      await readFile(join(stateDir(), 'registry/portal-password'), 'utf8')
    ).trim();
    const login = { host: registry, username: 'portal', password };
    const [, helm = ''] =
      /HELM_BIN="(.*)"/.exec(await shop.server.helm('env')) ?? [];
    const oci = new OciClient({ type: 'oci', ...login });
    charts = openCharts({
      config: new ConfigReader({
        pilothouse: {
          registry: { type: 'harbor', ...login },
          marketplace: {
            charts: {
              helm,
              sources: [{ project: 'marketplace' }],
            },
          },
        },
      }),
      images: {
        async repositories(project, signal) {
          const pages = await oci.pages('/v2/_catalog', catalogSchema, signal);
          return (pages ?? [])
            .flatMap(({ repositories }) => repositories ?? [])
            .filter(name => name.startsWith(`${project}/`));
        },
      },
      logger: mockServices.logger.mock(),
      signal: ended.signal,
    });
    client = clientOf({
      shop,
      middleware: [charts],
      ...stores,
      namespace: ns,
      signal: ended.signal,
      follows: true,
    });
    await create(`${rbac}/rolebindings`, {
      metadata: { name: 'editors' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'shop' },
      ],
    });
    await web().create('bound-redis-main.mjs');
  });
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('are found by themselves, with what their schema asks for', async () => {
    const form = await item(redis, plans => plans.includes('1.0.0'));
    expect(form?.item).toMatchObject({
      title: 'Redis (Helm chart)',
      category: 'cache',
      summary: { zh: expect.stringMatching(/Redis 服务器/) },
    });
    expect(form?.schema).toMatchObject({
      properties: { values: { properties: { evictionPolicy: {} } } },
    });
    await until(
      () => client.form({ item: redis }),
      ({ places }) => places.some(({ ability }) => ability.allowed),
      patienceMs,
    );
  });

  it('are ordered, bound, changed, read and written, and taken away', async () => {
    const ref = at('cache');
    const values = {
      version: '1.0.0',
      values: { evictionPolicy: 'allkeys-lru' },
    };
    const preview = await client.preview({ ...ref, values });
    expect(preview.diffs.map(({ ref: of }) => of.kind).sort()).toEqual([
      'ConfigMap',
      'Secret',
      'Service',
      'StatefulSet',
    ]);
    const secret = preview.diffs.find(({ ref: of }) => of.kind === 'Secret');
    expect(secret?.after).toMatch('password: ••••••');
    await expect(client.instance(ref)).resolves.not.toHaveProperty('instance');

    await client.order({ ...ref, values, partOf: 'shop' });
    const made = await healthy(ref);
    expect(made).toMatchObject({
      saying: { kind: 'ready' },
      members: { ready: 1, wanted: 1 },
      endpoints: [{ host: 'cache.shop-dev.svc', port: 6379, exists: true }],
      credentials: [{ secret: 'cache-credentials' }],
      wanted: 'version: 1.0.0\n',
    });
    expect(made?.pods).toMatchObject([{ name: 'cache-0', ready: true }]);
    // Helm by hand sees what was ordered here.
    const list = JSON.parse(
      await shop.server.helm(
        ...['list', '--namespace', ns, '--output', 'json'],
      ),
    );
    expect(list).toMatchObject([
      { name: 'cache', status: 'deployed', chart: 'redis-standalone-1.0.0' },
    ]);

    const request: BindingRequest = {
      kind: 'bind',
      instance: ref,
      secret: 'cache-credentials',
      target: {
        cluster: 'test',
        namespace: ns,
        kind: 'Deployment',
        name: 'web',
      },
      form: { kind: 'files' },
    };
    const { precondition } = await client.bindings.preview(request);
    await client.bindings.apply({ request, precondition });
    expect(await said('it reads oolong')).toContain('it reads oolong');

    const begun = await client.values(ref);
    expect(begun.values).toEqual(values);
    const change = {
      ...ref,
      values: { values: { maxMemory: '96mb' } },
      changes: true,
      precondition: begun.precondition,
    };
    const shown = await client.preview(change);
    expect(shown.diffs.map(({ ref: of }) => of.kind).sort()).toEqual([
      'ConfigMap',
      'StatefulSet',
    ]);
    await client.order({ ...change, precondition: shown.precondition });
    await healthy(ref);
    expect((await client.values(ref)).values).toMatchObject({
      values: { evictionPolicy: 'allkeys-lru', maxMemory: '96mb' },
    });
    await expect(client.order(change)).rejects.toThrow(/changed/);

    const plan = await client.deletion(ref);
    expect(plan.goes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['StatefulSet', 'Service', 'Pod', 'ConfigMap']),
    );
    expect(plan.stays).toMatchObject([
      { kind: 'PersistentVolumeClaim', name: 'data-cache-0', data: true },
    ]);
    expect(plan.bound).toMatchObject([{ target: { name: 'web' } }]);
    expect(plan.unknown).toContain('Secret');
    await client.delete({ ref, uid: plan.uid, seen: plan.seen });
    expect(await gone(ref)).toBeUndefined();
    const left = await shop.server.helm(...['list', '--namespace', ns, '-q']);
    expect(left.trim()).toBe('');
  });

  it('are carried out by the person, whom the audit log of the cluster knows', async () => {
    const audit = JSON.stringify(await shop.audit());
    expect(audit).toMatch(/"impersonatedUser":\{"username":"lin\.wei"/);
    const secrets = (await shop.audit()).filter(
      entry =>
        JSON.stringify(entry).includes('"resource":"secrets"') &&
        JSON.stringify(entry).includes('serviceaccount:pilothouse:portal') &&
        !JSON.stringify(entry).includes('impersonatedUser'),
    );
    expect(secrets).toEqual([]);
  });

  it('say which value a schema refuses, and leave nothing behind', async () => {
    const ref = at('wrong');
    const values = { version: '1.0.0', values: { maxMemory: 'much' } };
    await expect(client.preview({ ...ref, values })).rejects.toThrow(
      /does not take these values: .*maxMemory/,
    );
    await expect(client.order({ ...ref, values })).rejects.toThrow(/maxMemory/);
    expect(await gone(ref)).toBeUndefined();
  });

  it('are seen when they were installed by hand, and looked after once taken over', async () => {
    const project = `oci://${registry}/marketplace/redis-standalone`;
    await shop.server.helm(
      ...['install', 'by-hand', project, '--plain-http', '--namespace', ns],
    );
    const ref = at('by-hand');
    const values = { version: '1.0.0' };
    await expect(client.preview({ ...ref, values })).rejects.toThrow(
      /named by-hand already; choose another name/,
    );
    const seen = await until(
      () => instance(ref),
      found => found?.byHand === true && found.status === 'healthy',
      fetchMs,
    );
    expect(seen).toMatchObject({
      wanted: 'version: 1.0.0\n',
      credentials: [{ secret: 'by-hand-credentials' }],
    });
    const later = { allowed: false, because: { kind: 'made-by-hand' } };
    expect(await client.abilities(ref)).toEqual({
      ...{ update: later, delete: later },
      adopt: { allowed: true },
    });
    await expect(client.deletion(ref)).rejects.toThrow(/take it over/);
    await expect(client.values(ref)).rejects.toThrow(/take it over/);
    const { uid: looked = '' } = seen ?? {};
    await expect(client.adopt({ ref, uid: 'another' })).rejects.toThrow(
      /look again/,
    );
    const before = await releaseSecrets('by-hand');
    await client.adopt({ ref, uid: looked });
    const taken = await until(
      () => instance(ref),
      found => found !== undefined && !found.byHand,
      patienceMs,
    );
    expect(taken?.status).toBe('healthy');
    // Helm's own record of it is as it was.
    expect(await releaseSecrets('by-hand')).toEqual(before);
    await expect(client.adopt({ ref, uid: looked })).rejects.toThrow(
      /look again/,
    );

    const begun = await client.values(ref);
    await client.order({
      ...ref,
      values: { values: { maxMemory: '96mb' } },
      changes: true,
      precondition: begun.precondition,
    });
    await healthy(ref);
    const { revisions } = await client.revisions(ref);
    expect(revisions).toMatchObject([
      { revision: 2, state: 'now' },
      { revision: 1, state: 'earlier' },
    ]);
    const { precondition, basis } = await client.rollbackPreview({
      ref,
      revision: 1,
    });
    await client.rollBack({
      ref,
      revision: 1,
      precondition: precondition!,
      basis,
    });
    await healthy(ref);
    const plan = await client.deletion(ref);
    expect(plan.goes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Secret', 'Service', 'StatefulSet']),
    );
    await client.delete({ ref, uid: plan.uid, seen: plan.seen });
    expect(await gone(ref)).toBeUndefined();
  });

  it('are offered in a new version, and upgraded to it; another one under a known version is noticed', async () => {
    await push(fragile('1.0.0'));
    const name = 'helm-marketplace-fragile';
    await item(name, plans => plans.includes('1.0.0'));
    const ref = at('glass', name);
    await client.order({ ...ref, values: { version: '1.0.0' } });
    await healthy(ref);
    const pane = { ...at('pane', name), values: { version: '1.0.0' } };
    const { basis } = await client.preview(pane);
    await push(fragile('1.0.0', 'another'));
    await push(fragile('1.1.0'));
    await item(name, plans => plans[0] === '1.1.0');
    await expect(client.order({ ...pane, basis })).rejects.toThrow(
      /another chart was pushed as \S+fragile:1\.0\.0/,
    );
    const looked = await client.preview(pane);
    expect(looked.basis).not.toBe(basis);
    const { precondition } = await client.values(ref);
    const change = {
      ...ref,
      values: { version: '1.1.0' },
      changes: true,
      precondition,
    };
    const { diffs } = await client.preview(change);
    expect(diffs).toMatchObject([
      {
        before: expect.stringMatching(/version: ["']?1\.0\.0/),
        after: expect.stringMatching(/version: ["']?1\.1\.0/),
      },
    ]);
    await client.order(change);
    await until(
      () => instance(ref),
      found => found?.wanted.includes('1.1.0') ?? false,
      patienceMs,
    );
  });

  it('go back to a revision that was looked at', async () => {
    const ref = at('glass', 'helm-marketplace-fragile');
    const { rollBack } = await client.abilities(ref);
    expect(rollBack).toEqual({ allowed: true });
    const { revisions } = await client.revisions(ref);
    expect(revisions).toMatchObject([
      { revision: 2, version: '1.1.0', state: 'now' },
      { revision: 1, version: '1.0.0', state: 'earlier' },
    ]);
    const { diffs, precondition, basis } = await client.rollbackPreview({
      ref,
      revision: 1,
    });
    expect(diffs).toMatchObject([
      {
        before: expect.stringMatching(/version: ["']?1\.1\.0/),
        after: expect.stringMatching(/version: ["']?1\.0\.0/),
      },
    ]);
    expect(basis).toBe('revision 2');
    const order = { ref, revision: 1, precondition: precondition!, basis };
    await client.rollBack(order);
    const seen = await until(
      () => instance(ref),
      found => found?.wanted.includes('1.0.0') ?? false,
      patienceMs,
    );
    expect(seen?.status).toBe('healthy');
    await expect(client.rollBack(order)).rejects.toThrow(/changed/);
    expect((await client.revisions(ref)).revisions[0]).toMatchObject({
      ...{ revision: 3, version: '1.0.0', state: 'now', of: 1 },
    });
  });

  it('say so when somebody uninstalled them by hand, and come back by a change', async () => {
    const ref = at('glass', 'helm-marketplace-fragile');
    await shop.server.helm('uninstall', 'glass', '--namespace', ns);
    const seen = await until(
      () => instance(ref),
      found => found?.status === 'unknown',
      patienceMs,
    );
    expect(seen?.saying).toMatchObject({ kind: 'phase', phase: 'gone' });
    const { precondition } = await client.values(ref);
    await client.order({
      ...ref,
      values: { values: { greeting: 'again' } },
      changes: true,
      precondition,
    });
    await healthy(ref);
  });

  it('keep what a failing hook left, say why, and are put right by a change', async () => {
    const ref = at('crack', 'helm-marketplace-fragile');
    const values = { version: '1.1.0', values: { break: true } };
    await client.order({ ...ref, values }).catch(() => undefined);
    const seen = await until(
      () => instance(ref),
      found =>
        found !== undefined &&
        found.saying.kind === 'phase' &&
        found.saying.phase === 'failed',
      patienceMs,
    );
    expect(['degraded', 'failed']).toContain(seen?.status);
    const { precondition } = await client.values(ref);
    await client.order({
      ...ref,
      values: { values: { break: null } },
      changes: true,
      precondition,
    });
    await healthy(ref);
    const { uid, seen: looked } = await client.deletion(ref);
    await client.delete({ ref, uid, seen: looked });
    await gone(ref);
  });

  it('are deleted with what the plan listed, and with nothing else', async () => {
    await defineCellars();
    await push(mixed);
    const name = 'helm-marketplace-mixed';
    await item(name, plans => plans.includes('1.0.0'));
    const ref = at('blend', name);
    await client.order({ ...ref, values: { version: '1.0.0' } });
    await until(
      () => instance(ref),
      found => found?.wanted.includes('1.0.0') ?? false,
      patienceMs,
    );
    // An operator may make volumes for what a chart makes, by way of others of its own.
    const { metadata: cellar } = await shop.server.ask<KubeObject>({
      path: `/apis/tea.example.com/v1/namespaces/${ns}/cellars/blend`,
    });
    const shelf = await create(`${core}/configmaps`, {
      metadata: owned('shelf', {
        ...{ apiVersion: 'tea.example.com/v1', kind: 'Cellar' },
        ...{ name: 'blend', uid: cellar?.uid },
      }),
    });
    await create(`${core}/persistentvolumeclaims`, {
      metadata: owned('tea', {
        ...{ apiVersion: 'v1', kind: 'ConfigMap', name: 'shelf' },
        uid: (shelf as KubeObject).metadata?.uid,
      }),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Mi' } },
      },
    });
    // What is annotated by hand Helm does not heed.
    await shop.server.ask({
      method: 'PATCH',
      path: `${core}/persistentvolumeclaims/blend-goes`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: {
        metadata: { annotations: { 'helm.sh/resource-policy': 'keep' } },
      },
    });
    const plan = await until(
      () => client.deletion(ref),
      ({ goes, stays }) =>
        stays.some(each => each.name === 'blend-hook') &&
        goes.some(each => each.name === 'tea'),
      patienceMs,
    );
    const names = (of: typeof plan.goes) =>
      of.map(each => `${each.kind} ${each.name}`).sort();
    expect(names(plan.goes)).toEqual([
      'Cellar blend',
      'ConfigMap shelf',
      'NetworkPolicy blend-policy',
      'PersistentVolumeClaim blend-goes',
      'PersistentVolumeClaim tea',
    ]);
    expect(plan.unknown).toContain('Cellar');
    expect(names(plan.stays)).toEqual([
      'ConfigMap blend-hook',
      'PersistentVolumeClaim blend-kept',
    ]);
    expect(plan.runs).toEqual([{ kind: 'ConfigMap', name: 'blend-hook' }]);
    await client.delete({ ref, uid: plan.uid, seen: plan.seen });
    await gone(ref);
    const left = await Promise.all(
      [
        `${core}/persistentvolumeclaims`,
        `${core}/configmaps`,
        `/apis/networking.k8s.io/v1/namespaces/${ns}/networkpolicies`,
      ].map(async path => {
        const { items } = await shop.server.ask<{ items: ConfigMap[] }>({
          path,
        });
        return items.flatMap(({ metadata }) =>
          metadata?.name?.startsWith('blend-') && !metadata.deletionTimestamp
            ? metadata.name
            : [],
        );
      }),
    );
    expect(left.flat().sort()).toEqual(['blend-hook', 'blend-kept']);
    await expect(
      client.delete({ ref, uid: plan.uid, seen: plan.seen }),
    ).rejects.toThrow(/There is no/);
  });

  it('can be ordered by nobody whom the cluster does not let', async () => {
    await shop.server.ask({
      method: 'DELETE',
      path: `${rbac}/rolebindings/editors`,
    });
    await expect(
      client.preview({ ...at('tea'), values: { version: '1.0.0' } }),
    ).rejects.toThrow(/does not (let you|allow it)/);
  });

  it('keep no credentials in what stands for them', async () => {
    const { items } = await shop.server.ask<{ items: ConfigMap[] }>({
      path: `${core}/configmaps`,
      query: { labelSelector: 'pilothouse.dev/composed=helm-release' },
    });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ data }) => data === undefined)).toBe(true);
  });
});
