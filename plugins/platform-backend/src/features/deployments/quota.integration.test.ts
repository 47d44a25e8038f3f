import type {
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  ResourceRequirements,
} from 'kubernetes-types/core/v1';
import {
  brokenClaimLimits,
  brokenLimits,
  usualAmounts,
} from '@pilothouse/plugin-platform-node';
import { TestCluster } from '../../kube/testing/TestCluster';
import { until } from '../../kube/testing/until';
import { limitsIn } from './causes/limits';
import { quotaShortages } from './quota';

jest.setTimeout(120_000);

const namespace = '/api/v1/namespaces/default';

describe('what a namespace bounds, and a real API server', () => {
  let server: TestCluster;
  let ranges: readonly LimitRange[];

  const create = <T>(path: string, body: object, query = {}) =>
    server.ask<T>({
      method: 'POST',
      path: `${namespace}/${path}`,
      query,
      body,
    });
  const rangeOf = (name: string, limit: Partial<LimitRangeItem>) =>
    create<LimitRange>('limitranges', {
      metadata: { name },
      spec: { limits: [{ type: 'Container', ...limit }] },
    });
  const podOf = (resources?: ResourceRequirements) => ({
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'busybox', resources }] },
  });
  /** What it would become, or why it may not. */
  const tried = (resources?: ResourceRequirements) =>
    create<Pod>('pods', podOf(resources), { dryRun: 'All' });

  beforeAll(async () => {
    server = await TestCluster.start();
    await create('serviceaccounts', { metadata: { name: 'default' } });
    ranges = await Promise.all([
      rangeOf('some', { defaultRequest: { cpu: '100m' } }),
      rangeOf('more', {
        defaultRequest: { cpu: '200m' },
        default: { cpu: '400m', memory: '64Mi' },
      }),
      rangeOf('bound', { max: { 'ephemeral-storage': '1Gi' } }),
    ]);
  });
  afterAll(async () => {
    await server?.stop();
  });

  it.each(['cpu', 'memory', 'ephemeral-storage'])(
    'gives a container that names nothing one of the usual amounts of %s',
    async resource => {
      const { spec } = await tried();
      const { requests, limits } = spec?.containers[0].resources ?? {};
      const usual = (part: 'requests' | 'limits') =>
        usualAmounts(ranges, part, resource);
      expect(usual('requests')).toContain(requests?.[resource]);
      expect(usual('limits')).toContain(limits?.[resource]);
    },
  );

  it('takes the limit that a container names for its request too', async () => {
    const { spec } = await tried({ limits: { cpu: '300m' } });
    expect(spec?.containers[0].resources?.requests?.cpu).toBe('300m');
  });

  it('refuses what is foretold, and nothing else', async () => {
    const { metadata, spec } = await create<ResourceQuota>('resourcequotas', {
      metadata: { name: 'team' },
      spec: { hard: { 'requests.cpu': '250m', 'requests.memory': '32Mi' } },
    });
    const hard = spec?.hard;
    const used = { 'requests.cpu': '0', 'requests.memory': '0' };
    const quota = { metadata, spec, status: { hard, used } };
    // Nothing here counts what is used; the API server admits by what stands there.
    await server.ask({
      method: 'PUT',
      path: `${namespace}/resourcequotas/team/status`,
      body: quota,
    });
    const asked: ResourceRequirements[] = [
      { requests: { cpu: '250m', memory: '32Mi' } },
      { requests: { cpu: '251m', memory: '32Mi' } },
      { requests: { cpu: '1m' } },
      { limits: { cpu: '251m' }, requests: { memory: '1Mi' } },
      { requests: { memory: '1Mi' } },
    ];
    const outcomes = asked.map(async resources => {
      const { spec: template } = podOf(resources);
      const bounds = { quotas: [quota], ranges };
      const foretold = quotaShortages({ spec: template }, 1, bounds).flatMap(
        ({ resources: short }) => short.map(({ resource }) => resource),
      );
      const said = await tried(resources).then(
        () => [],
        error =>
          Object.keys(used).filter(one => `${error}`.includes(`${one}=`)),
      );
      return [foretold.sort(), said.sort()];
    });
    for (const [foretold, said] of await Promise.all(outcomes)) {
      expect(foretold).toEqual(said);
    }
  });

  describe('by a LimitRange', () => {
    const bounded = '/api/v1/namespaces/bounded';
    const make = <T>(path: string, body: object, query = {}) =>
      server.ask<T>({ method: 'POST', path, query, body });
    /** What the API server says that it refuses for. */
    const refused = (path: string, body: object) =>
      make(`${bounded}/${path}`, body, { dryRun: 'All' }).then(
        () => undefined,
        error => limitsIn(JSON.parse(`${error.message}`.slice(5)).message),
      );
    const rangeWith = async (limit: Partial<LimitRangeItem>) => {
      await make('/api/v1/namespaces', { metadata: { name: 'bounded' } }).catch(
        () => {},
      );
      await make(`${bounded}/serviceaccounts`, {
        metadata: { name: 'default' },
      }).catch(() => {});
      return make<LimitRange>(`${bounded}/limitranges`, {
        metadata: { generateName: 'bound-' },
        spec: { limits: [{ type: 'Container', ...limit }] },
      });
    };
    const remove = (range: LimitRange) =>
      server.ask({
        method: 'DELETE',
        path: `${bounded}/limitranges/${range.metadata?.name}`,
      });
    /** The admission plugin learns of LimitRanges a moment later. */
    const known = (path: string, body: object, has: boolean) =>
      until(
        () => refused(path, body),
        said => (said !== undefined) === has,
      );
    const steep = { requests: { cpu: '100m' }, limits: { cpu: '500m' } };

    it.each<[string, Partial<LimitRangeItem>, ResourceRequirements]>([
      ['a steep limit', { maxLimitRequestRatio: { cpu: '4' } }, steep],
      [
        'no limit beside a ratio',
        { maxLimitRequestRatio: { memory: '2' } },
        { requests: { memory: '1Mi' } },
      ],
      ['nothing beside a ratio', { maxLimitRequestRatio: { memory: '2' } }, {}],
      [
        'a steep pod',
        { type: 'Pod', maxLimitRequestRatio: { cpu: '1500m' } },
        steep,
      ],
      ['a high limit', { max: { cpu: '400m' } }, steep],
      ['a low request', { min: { cpu: '200m' } }, steep],
    ])('refuses %s as is foretold', async (_, limit, resources) => {
      const range = await rangeWith(limit);
      const pod = podOf(resources);
      const said = await known('pods', pod, true);
      expect(said).toEqual({
        kind: 'limit-range',
        broken: brokenLimits(pod, [range]),
      });
      await remove(range);
      await known('pods', pod, false);
    });

    it.each<[string, Partial<LimitRangeItem>, string | undefined]>([
      ['large', { max: { storage: '1Gi' } }, '2Gi'],
      ['small', { min: { storage: '3Gi' } }, '2Gi'],
    ])(
      'refuses a claim that is too %s as is foretold',
      async (_, limit, storage) => {
        const range = await rangeWith({
          type: 'PersistentVolumeClaim',
          ...limit,
        });
        const claim = {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage } },
          },
        } as const;
        const said = await known('persistentvolumeclaims', claim, true);
        const { broken } = said?.kind === 'limit-range' ? said : { broken: [] };
        const asClaim = claim as unknown as PersistentVolumeClaim;
        expect(broken).toEqual(brokenClaimLimits([asClaim], [range]));
        await remove(range);
        await known('persistentvolumeclaims', claim, false);
      },
    );
  });
});
