import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Revision } from './content.ts';
import { policySchema, retained } from './retention.ts';

const NOW = new Date('2031-04-30T00:00:00Z');
const daysAgo = (days: number) =>
  new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

const revision = (name: string, days: number, ...tags: string[]): Revision => ({
  digest: name,
  pushedAt: daysAgo(days),
  bytes: 1,
  manifest: {},
  tags: tags.map(tag => ({ name: tag, pushedAt: daysAgo(days) })),
});

const revisions = [
  revision('a', 1, 'v3', 'latest'),
  revision('b', 5, 'v2'),
  revision('c', 40, 'v1'),
  revision('d', 50, 'keep-1'),
  revision('e', 60),
];

const rule = (
  template: string,
  params: object,
  {
    tags = { decoration: 'matches', pattern: '**' } as object,
    repository = { decoration: 'repoMatches', pattern: '**' } as object,
    disabled = false,
  } = {},
) => ({
  template,
  params,
  disabled,
  action: 'retain',
  tag_selectors: [{ kind: 'doublestar', ...tags }],
  scope_selectors: { repository: [{ kind: 'doublestar', ...repository }] },
});

const newest = (count: number, how = {}) =>
  rule('latestPushedK', { latestPushedK: count }, how);

const CASES: [what: string, rules: object[], kept: string][] = [
  ['all without a rule', [], 'abcde'],
  ['all where the only rule is off', [newest(1, { disabled: true })], 'abcde'],
  ['the newest', [newest(2)], 'ab'],
  [
    'what was pushed of late',
    [rule('nDaysSinceLastPush', { nDaysSinceLastPush: 40 })],
    'abc',
  ],
  [
    'whatever one of several rules keeps',
    [
      newest(1),
      rule(
        'always',
        {},
        { tags: { decoration: 'matches', pattern: 'keep-*' } },
      ),
    ],
    'ade',
  ],
  [
    'nothing without a tag where that is not wanted',
    [
      rule(
        'always',
        {},
        {
          tags: {
            decoration: 'excludes',
            pattern: '{v1,v2}',
            extras: '{"untagged":false}',
          },
        },
      ),
    ],
    'ad',
  ],
  [
    'all of a repository that no rule is about',
    [newest(1, { repository: { decoration: 'repoExcludes', pattern: 'we?' } })],
    'abcde',
  ],
  [
    'of one below, which two stars take in',
    [newest(1, { repository: { decoration: 'repoMatches', pattern: 'w**' } })],
    'a',
  ],
];

for (const [what, rules, kept] of CASES)
  test(`keeps ${what}`, () => {
    const verdict = retained(
      policySchema.parse({ rules }),
      'web',
      revisions,
      NOW,
    );
    const names = (all: readonly Revision[]) =>
      all.map(({ digest }) => digest).join('');
    assert.equal(names(verdict.kept), kept);
    assert.equal(
      names(verdict.removed),
      [...'abcde'].filter(name => !kept.includes(name)).join(''),
    );
  });

for (const [what, policy] of [
  ['a rule by pulls', { rules: [rule('latestPulledN', { latestPulledN: 1 })] }],
  ['a rule that keeps nothing', { rules: [newest(0)] }],
  [
    'another schedule',
    {
      rules: [],
      trigger: { kind: 'Schedule', settings: { cron: '1 * * * *' } },
    },
  ],
] as const)
  test(`refuses ${what}`, () => {
    assert.equal(policySchema.safeParse(policy).success, false);
  });
