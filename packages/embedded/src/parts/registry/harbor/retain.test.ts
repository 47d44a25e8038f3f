import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Content, Revision } from './content.ts';
import type { Harbor } from './harbor.ts';
import { carryOut, carryOutDue, dueRetentions, withListed } from './retain.ts';
import { policySchema } from './retention.ts';
import { HarborState } from './state.ts';

const NOW = new Date('2031-04-30T12:00:00Z');

for (const [cron, hours, isDue] of [
  ['', 1000, false],
  ['0 0 * * * *', 1, true],
  ['0 0 0 * * *', 23, false],
  ['0 0 0 * * *', 24, true],
  ['0 0 0 * * 0', 24, false],
] as const)
  test(`by the schedule "${cron}", ${hours} h after the last time: ${isDue}`, () => {
    const policy = policySchema.parse({
      rules: [],
      trigger: { kind: 'Schedule', settings: { cron } },
    });
    const scheduledAt = new Date(NOW.getTime() - hours * 3_600_000);
    const retention = {
      id: 1,
      projectId: 2,
      policy,
      scheduledAt: scheduledAt.toISOString(),
    };
    assert.equal(dueRetentions([retention], NOW).length, Number(isDue));
  });

/** A manifest with a tag, which lists others. */
function revision(digest: string, ...lists: string[]): Revision {
  const pushedAt = new Date(0);
  const manifests = lists.map(each => ({ digest: each, size: 1 }));
  const tags = [{ name: `tag-${digest}`, pushedAt }];
  return { digest, pushedAt, bytes: 1, manifest: { manifests }, tags };
}

test('what is listed in something that is kept is kept, however deep', () => {
  const index = revision('index', 'inner', 'absent', 'index');
  const inner = revision('inner', 'image');
  const [image, other] = [revision('image'), revision('other')];
  const all = [index, inner, image, other];
  const digestsOf = (some: readonly Revision[]) =>
    some.map(({ digest }) => digest);
  const verdict = { kept: [index], removed: [image, other] };
  const { kept, removed } = withListed(verdict, all);
  assert.deepEqual(digestsOf(kept), ['index', 'image']);
  assert.deepEqual(digestsOf(removed), ['other']);
  const none = withListed({ kept: [other], removed: [index, image] }, all);
  assert.deepEqual(digestsOf(none.removed), ['index', 'image']);
});

const daily = policySchema.parse({
  rules: [],
  trigger: { kind: 'Schedule', settings: { cron: '0 0 0 * * *' } },
});
const never = policySchema.parse({ rules: [] });

/** Two projects whose policies are due, and what is stored. */
async function dueHarbor(
  context: TestContext,
  content: Pick<Content, 'repositories' | 'revisions'>,
) {
  const dir = await mkdtemp(join(tmpdir(), 'harbor-'));
  context.after(() => rm(dir, { recursive: true, force: true }));
  const state = await HarborState.open(join(dir, 'state.json'), []);
  const retentions = [];
  for (const name of ['shop', 'pay']) {
    const wanted = { name, public: false, owner: 'admin' };
    const { id } = await state.addProject(wanted);
    const made = await state.addRetention({ projectId: id, policy: daily });
    const due = { ...made, scheduledAt: new Date(0).toISOString() };
    await state.putRetention(due);
    retentions.push(due);
  }
  const parts: Partial<Harbor> = { state, content: content as Content };
  return { harbor: parts as Harbor, state, retentions };
}

for (const [what, change, expected] of [
  [
    'changed',
    (state: HarborState, id: number) => {
      const [own] = state.retentions.filter(each => each.id === id);
      return own && state.putRetention({ ...own, policy: never });
    },
    [never],
  ],
  [
    'removed',
    (state: HarborState, id: number) => {
      const [own] = state.retentions.filter(each => each.id === id);
      return own && state.removeRetention(own);
    },
    [],
  ],
] as const)
  test(`a policy that is ${what} while others are carried out stays so, and is not`, async context => {
    const { harbor, retentions, state } = await dueHarbor(context, {
      repositories: async () => {
        await change(state, retentions[1]?.id ?? 0);
        return [];
      },
      revisions: async () => [],
    });
    await carryOutDue(harbor);
    const second = state.retentions.filter(
      ({ id }) => id === retentions[1]?.id,
    );
    assert.deepEqual(
      second.map(({ policy }) => policy),
      expected,
    );
    assert.deepEqual(
      state.executions.map(({ policyId }) => policyId),
      [retentions[0]?.id],
    );
  });

test('a repository that cannot be read is an error of its own', async context => {
  const { harbor, retentions } = await dueHarbor(context, {
    repositories: async () => ['shop/broken', 'shop/web'],
    revisions: async name => {
      if (name === 'shop/broken') throw new Error('It is torn');
      return [revision('image')];
    },
  });
  const [first] = retentions;
  assert.ok(first);
  const how = { dryRun: true, trigger: 'Manual' } as const;
  const { tasks } = await carryOut(harbor, first, how);
  assert.deepEqual(
    tasks.map(({ repository, status, log }) => [repository, status, log]),
    [
      ['broken', 'Error', 'ERROR Error: It is torn\n'],
      ['web', 'Success', 'RETAIN image tag-image\n'],
    ],
  );
});
