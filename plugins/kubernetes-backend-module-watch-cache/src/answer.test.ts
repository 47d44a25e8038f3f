import type { KindState } from '@pilothouse/plugin-platform-node';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { answerFrom } from './answer';

const types = {
  cached: [
    { kind: 'pods', type: 'pods' },
    { kind: 'services', type: 'services' },
  ],
} as unknown as Parameters<typeof answerFrom>[1];
const stale = { kind: 'stale', since: '', because: 'etcd is slow' } as const;
const message = 'The pods of cluster east are not known yet: etcd is slow';

describe('what the cache answers', () => {
  it.each<[string, KindState, object]>([
    [
      'never known',
      { kind: 'pending', because: 'etcd is slow' },
      { told: ['services'], errors: [{ errorType: 'FETCH_ERROR', message }] },
    ],
    [
      'forbidden',
      { kind: 'forbidden', because: 'no' },
      {
        told: ['services'],
        errors: [
          {
            errorType: 'UNKNOWN_ERROR',
            statusCode: 403,
            resourcePath: '/api/v1/pods',
          },
        ],
      },
    ],
    ['known before', stale, { told: ['pods', 'services'], errors: [] }],
  ])('of a kind that is %s', (_, state, expected) => {
    const cluster = new InMemoryKube().addCluster('east');
    cluster.setKindState('pods', state);
    const { responses, errors } = answerFrom(cluster, types, { selector: [] });
    expect({ told: responses.map(({ type }) => type), errors }).toEqual(
      expected,
    );
  });

  it('says of a cluster that was never reached no more than that', () => {
    const cluster = new InMemoryKube().addCluster('east');
    cluster.setKindState('pods', { kind: 'pending' });
    const because = 'connection refused';
    cluster.setKnowledge({ kind: 'unreachable', since: 'then', because });
    const { responses, errors } = answerFrom(cluster, types, { selector: [] });
    expect(responses.map(({ type }) => type)).toEqual(['services']);
    expect(errors).toEqual([
      {
        errorType: 'FETCH_ERROR',
        message:
          'Cluster east has not been reached since then: connection refused',
      },
    ]);
  });
});
