import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AccessReviewer,
  CachedReviewer,
  isAllowed,
  neededAccess,
} from './access.ts';

const someone = { user: 'someone', groups: [] };

function countingReviewer(allowed: (subresource: string) => boolean) {
  const asked: string[] = [];
  const reviewer: AccessReviewer = {
    authenticate: async token => {
      asked.push(token);
      if (token === 'broken') throw new Error('the API server is away');
      return token === 'good' ? someone : undefined;
    },
    authorize: async (_identity, access) => {
      asked.push(access.subresource);
      return allowed(access.subresource);
    },
  };
  return { asked, reviewer };
}

test('pods may be read by the fine-grained right or by the wide one', async () => {
  const ways = neededAccess({ kind: 'pods' }, 'GET', 'local');
  for (const right of ['pods', 'proxy']) {
    const { reviewer } = countingReviewer(subresource => subresource === right);
    assert.equal(await isAllowed(reviewer, someone, ways), true);
  }
  const { reviewer } = countingReviewer(
    subresource => subresource === 'metrics',
  );
  assert.equal(await isAllowed(reviewer, someone, ways), false);
});

test('metrics are not opened by the right to proxy, and POST is create', () => {
  assert.deepEqual(neededAccess({ kind: 'metrics' }, 'POST', 'local'), [
    { verb: 'create', subresource: 'metrics', node: 'local' },
  ]);
});

test('system:masters is not asked about', async () => {
  const { asked, reviewer } = countingReviewer(() => false);
  const ways = neededAccess({ kind: 'pods' }, 'GET', 'local');
  const master = { user: 'x', groups: ['system:masters'] };
  assert.equal(await isAllowed(reviewer, master, ways), true);
  assert.deepEqual(asked, []);
});

test('answers are remembered until they expire, failures are not', async () => {
  let now = 0;
  const { asked, reviewer } = countingReviewer(() => true);
  const cached = new CachedReviewer(reviewer, 1000, () => now);
  const access = {
    verb: 'get',
    subresource: 'metrics',
    node: 'local',
  } as const;
  await cached.authenticate('good');
  await cached.authenticate('good');
  await cached.authorize(someone, access);
  await cached.authorize(someone, access);
  assert.deepEqual(asked, ['good', 'metrics']);
  now = 1001;
  await cached.authenticate('good');
  assert.deepEqual(asked, ['good', 'metrics', 'good']);
  await assert.rejects(cached.authenticate('broken'));
  await assert.rejects(cached.authenticate('broken'));
  assert.equal(asked.filter(token => token === 'broken').length, 2);
});
