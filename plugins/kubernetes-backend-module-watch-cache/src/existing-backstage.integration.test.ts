import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { eventually } from './__testUtils__/eventually';
import { ExistingPortal, type Stored } from './__testUtils__/ExistingPortal';
import { listed } from './__testUtils__/listed';
import { packed } from './__testUtils__/packed';
import { RecordingApiServer } from './__testUtils__/RecordingApiServer';
import { StockApp } from './__testUtils__/StockApp';

const stateDir =
  process.env.PILOTHOUSE_TEST_PLATFORM ??
  join(homedir(), '.local/state/pilothouse/7007');
const inState = (file: string) => readFileSync(join(stateDir, file), 'utf8');

const MINUTE_MS = 60_000;
const NAMESPACE = 'shop-dev';
const SELECTOR = 'app.kubernetes.io/name';

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'samples',
    annotations: {
      'backstage.io/kubernetes-label-selector': SELECTOR,
      'backstage.io/kubernetes-namespace': NAMESPACE,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
};

/** Where the API server has the kinds of the stock plugin that occur in the namespace. */
const API_OF = {
  pods: '/api/v1',
  services: '/api/v1',
  configmaps: '/api/v1',
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
};
const KINDS = Object.keys(API_OF) as (keyof typeof API_OF)[];

/** A program that may ask which clusters there are, and nothing else. */
const NARROW = {
  type: 'static',
  options: { token: 'a-token-for-clusters-alone', subject: 'inventory' },
  accessRestrictions: [
    { plugin: 'kubernetes', permission: ['kubernetes.clusters.read'] },
  ],
};

const identities = (objects: readonly Stored[]) =>
  objects
    .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
    .sort((a, b) => a.localeCompare(b));

describe('our packages in a stock Backstage app', () => {
  let scratch: string;
  let app: StockApp;
  let apiServer: RecordingApiServer;
  let portal: ExistingPortal;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'pilothouse-packed-'));
    const { cacheDir, addresses } = JSON.parse(inState('platform.json'));
    app = await StockApp.with(await packed(scratch), cacheDir);
    apiServer = new RecordingApiServer({
      upstream: { host: '127.0.0.1', port: addresses.apiServer },
      ca: inState('kubernetes/ca.crt'),
      cert: inState('kubernetes/apiserver.crt'),
      key: inState('kubernetes/apiserver.key'),
    });
    const cluster = {
      name: 'local',
      url: await apiServer.listen(),
      authProvider: 'serviceAccount',
      serviceAccountToken: inState('portal/kubernetes-token').trim(),
      caFile: join(stateDir, 'kubernetes/ca.crt'),
      skipMetricsLookup: true,
    };
    const url = await app.start(
      {
        backend: { auth: { externalAccess: [NARROW] } },
        kubernetes: {
          serviceLocatorMethod: { type: 'multiTenant' },
          clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
        },
      },
      [component],
    );
    portal = new ExistingPortal(url, component);
    const patience = { withinMs: 5 * MINUTE_MS, context: app.log };
    await eventually(() => portal.signIn(), patience);
    // Until all is known, the stock provider answers; it knows who owns fields of pods.
    await eventually(async () => {
      const pods = (await portal.objects()).pods ?? [];
      const cached = pods.every(pod => !pod.metadata.managedFields);
      return pods.length > 0 && cached ? pods : undefined;
    }, patience);
  }, 20 * MINUTE_MS);

  afterAll(async () => {
    await app?.end();
    await apiServer?.close();
    rmSync(scratch, { recursive: true, force: true });
  }, 3 * MINUTE_MS);

  it.each(KINDS)(
    'answers what the API server lists: %s',
    async kind => {
      const path = `${API_OF[kind]}/namespaces/${NAMESPACE}/${kind}`;
      const ask = async () => ({
        theirs: identities(
          await listed(stateDir, `${path}?labelSelector=${SELECTOR}`),
        ),
        ours: identities((await portal.objects())[kind] ?? []),
      });
      // Something may come or go between the two answers.
      const { ours, theirs } = await eventually(async () => {
        const both = await ask();
        return both.ours.join() === both.theirs.join() ? both : undefined;
      }).catch(ask);
      expect(ours).toEqual(theirs);
      expect(ours).not.toEqual([]);
    },
    3 * MINUTE_MS,
  );

  it(
    'answers again and again without asking the API server',
    async () => {
      const reads = () =>
        KINDS.map(kind => [kind, apiServer.readsOf(kind)] as const);
      const before = reads();
      expect(Object.fromEntries(before).pods).toBeGreaterThan(0);
      for (let asked = 0; asked < 20; asked += 1) {
        expect((await portal.objects()).pods).not.toHaveLength(0);
      }
      expect(reads()).toEqual(before);
    },
    3 * MINUTE_MS,
  );

  const elsewhere = { ...component, metadata: { name: 'not-in-the-catalog' } };
  it.each([
    ['nobody', () => portal.ask(undefined), 401, 'AuthenticationError'],
    [
      'an unknown token',
      () => portal.ask('unknown'),
      401,
      'AuthenticationError',
    ],
    [
      'a program without the right',
      () => portal.ask(NARROW.options.token),
      403,
      'NotAllowedError',
    ],
    [
      'a person who does not see the component',
      () => portal.askAsGuest(elsewhere),
      403,
      'NotAllowedError',
    ],
  ])(
    'refuses as the stock plugin does: %s',
    async (_, ask, status, name) => {
      const response = await ask();
      expect(response.status).toBe(status);
      expect((await response.json()).error.name).toBe(name);
    },
    MINUTE_MS,
  );

  it(
    'lets that program see what it may',
    async () => {
      const response = await portal.clusters(NARROW.options.token);
      expect(await response.json()).toMatchObject({
        items: [{ name: 'local' }],
      });
    },
    MINUTE_MS,
  );
});
