import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeRequest, KubeRest } from '../../../kube/rest.ts';
import { kubeAccessReviewer } from './kube-access.ts';

function answering(status: unknown) {
  const asked: { path: string; body: unknown }[] = [];
  const rest: KubeRest = {
    async json<T>(path: string, { body }: KubeRequest = {}) {
      asked.push({ path, body });
      const answer: T = JSON.parse(JSON.stringify({ status }));
      return answer;
    },
    lines: () => Promise.reject(new Error('nothing is streamed')),
    close: () => undefined,
  };
  return { asked, reviewer: kubeAccessReviewer(rest) };
}

test('a token is good only when the API server says so and names its owner', async () => {
  const user = { username: 'metrics', groups: ['system:serviceaccounts'] };
  const good = answering({ authenticated: true, user });
  assert.deepEqual(await good.reviewer.authenticate('secret'), {
    user: 'metrics',
    groups: ['system:serviceaccounts'],
  });
  assert.partialDeepStrictEqual(good.asked, [
    {
      path: '/apis/authentication.k8s.io/v1/tokenreviews',
      body: { kind: 'TokenReview', spec: { token: 'secret' } },
    },
  ]);
  for (const status of [{ user }, { authenticated: true }]) {
    const { reviewer } = answering(status);
    assert.equal(await reviewer.authenticate('secret'), undefined);
  }
});

test('a right is asked about as one on the node', async () => {
  const { asked, reviewer } = answering({ allowed: true });
  const access = {
    verb: 'get',
    subresource: 'metrics',
    node: 'local',
  } as const;
  const identity = { user: 'metrics', groups: ['g'] };
  assert.equal(await reviewer.authorize(identity, access), true);
  assert.partialDeepStrictEqual(asked, [
    {
      path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      body: {
        spec: {
          user: 'metrics',
          groups: ['g'],
          resourceAttributes: { resource: 'nodes', name: 'local', verb: 'get' },
        },
      },
    },
  ]);
  const refusing = answering({ allowed: false }).reviewer;
  assert.equal(await refusing.authorize(identity, access), false);
});
