import type {
  LimitRange,
  LimitRangeItem,
  Pod,
  ResourceQuota,
  ResourceRequirements,
} from 'kubernetes-types/core/v1';
import { usualAmounts } from '@pilothouse/plugin-platform-node';
import { TestCluster } from '../../kube/testing/TestCluster';
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
});
