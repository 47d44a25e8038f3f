import { around, fixture, judged, type Objects } from '../__testUtils__/scene';
import { findDeadServices } from './services';

const LABEL = 'app.kubernetes.io/name';

/** The same with both workloads being of one service, as a canary and its main are. */
function ofOneService(objects: Objects): Objects {
  const named = <T extends { metadata?: object }>(object: T): T => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...(object.metadata as { labels?: object })?.labels,
        [LABEL]: 'web',
      },
    },
  });
  return {
    ...objects,
    pods: objects.pods?.map(named),
    deployments: objects.deployments?.map(one => ({
      ...one,
      spec: one.spec && { ...one.spec, template: named(one.spec.template) },
    })),
  };
}

describe('a Service', () => {
  it('that selects pods of another workload is told', () => {
    expect(judged(fixture('overlap'), 'held')).toMatchObject({
      status: 'degraded',
      causes: [
        [
          'degraded',
          1,
          {
            kind: 'selector-overlap',
            service: 'broad',
            workloads: ['guarded'],
          },
        ],
      ],
    });
  });

  it('may stand before a workload and its canary', () => {
    expect(judged(ofOneService(fixture('overlap')), 'held')).toMatchObject({
      status: 'healthy',
      causes: [],
    });
  });

  it.each([
    ['of a wrong name is dead', { selector: { app: 'hold' } }, []],
    [
      'without a port that the pods have is dead',
      { selector: { app: 'held' } },
      [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
    ],
  ])('%s', (_, spec, endpoints) => {
    const { deployments, replicasets, pods } = fixture('overlap');
    const labels = { 'kubernetes.io/service-name': 'held' };
    const surroundings = around(
      {
        deployments,
        replicasets,
        pods,
        services: [
          {
            metadata: { namespace: 'lab', name: 'held' },
            spec: { ...spec, ports: [{ port: 80 }] },
          },
        ],
        endpointslices: [
          {
            addressType: 'IPv4',
            metadata: { namespace: 'lab', name: 'held-1', labels },
            endpoints,
            ports: [],
          },
        ],
      },
      'held',
    );
    expect(findDeadServices(surroundings)).toMatchObject([
      { facts: { kind: 'no-endpoints', service: 'held' } },
    ]);
  });

  it('without endpoints is only a symptom while no pod is ready', () => {
    expect(findDeadServices(around(fixture('readiness-probe')))).toEqual([]);
  });
});
