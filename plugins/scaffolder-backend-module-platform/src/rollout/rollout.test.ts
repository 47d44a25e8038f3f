import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeploymentStatus } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { causeOf, statusOf } from './answers';
import { lookupFor } from './reach';
import { rolloutOf } from './rollout';

const all = {
  observedGeneration: 2,
  replicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
};

const waiting: Pod = {
  metadata: { name: 'web-1' },
  status: {
    containerStatuses: [
      {
        name: 'web',
        image: '',
        imageID: '',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason: 'ImagePullBackOff', message: 'no such' } },
      },
    ],
  },
};

const stuck = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'it took too long',
};

it.each<[string, DeploymentStatus | undefined, readonly Pod[], object]>([
  ['all are available', all, [], { kind: 'ready', image: 'web:2' }],
  [
    'some are not available',
    { ...all, availableReplicas: 1 },
    [],
    { kind: 'under-way', because: '1 of 2 replicas are available' },
  ],
  [
    'old ones are still there',
    { ...all, replicas: 3 },
    [],
    { kind: 'under-way' },
  ],
  [
    'it was not looked at yet',
    { ...all, observedGeneration: 1 },
    [],
    { kind: 'under-way' },
  ],
  ['nothing is known', undefined, [], { kind: 'under-way' }],
  [
    'a pod waits',
    { ...all, availableReplicas: 0 },
    [waiting],
    {
      kind: 'under-way',
      because:
        '0 of 2 replicas are available; web in web-1 waits: ImagePullBackOff: no such',
    },
  ],
  [
    'it was given up',
    { ...all, availableReplicas: 0, conditions: [stuck] },
    [],
    { kind: 'failed', because: 'it took too long' },
  ],
])('a rollout of which %s', (_, status, pods, expected) => {
  const deployment = {
    metadata: { generation: 2 },
    spec: {
      replicas: 2,
      selector: {},
      template: { spec: { containers: [{ name: 'web', image: 'web:2' }] } },
    },
    status,
  };

  expect(rolloutOf(deployment, pods)).toMatchObject(expected);
});

it('has not begun without a Deployment', () => {
  expect(rolloutOf(undefined, []).kind).toBe('under-way');
});

it('asks names below localhost of this machine where that is allowed', async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.headers.host?.startsWith('x-dev.')
      ? 204
      : 500;
    response.end();
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  try {
    const url = new URL(`http://x-dev.localhost:${port}/healthz`);
    const lookup = lookupFor(url, [{ hostSuffix: 'localhost', port }]);
    await expect(statusOf(url, lookup)).resolves.toBe(204);
  } finally {
    server.close();
  }
});

it.each([
  ['of one address', new Error('connect ECONNREFUSED'), 'connect ECONNREFUSED'],
  [
    'of several',
    new AggregateError([new Error('connect ECONNREFUSED'), new Error('b')]),
    'connect ECONNREFUSED',
  ],
])('tells the cause %s', (_, error, cause) => {
  expect(causeOf(error)).toBe(cause);
});
