import { causeFactsSchema } from '@pilothouse/plugin-platform-common';
import fc from 'fast-check';
import { around, fixture } from '../__testUtils__/scene';
import { findingsOf, mergeFindings, type Finding } from '.';

const cases = [
  'crash-loop',
  'out-of-memory',
  'image-pull',
  'no-key',
  'liveness-probe',
  'quota-exceeded',
  'half-rolled-out',
  'node-gone',
];
const real = cases.flatMap(name => findingsOf(around(fixture(name))));

/** Real findings, some of them for several pods. */
const findings = fc
  .array(
    fc.record({
      finding: fc.constantFrom(...real),
      pod: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 12 },
  )
  .map(all =>
    all.map(
      ({ finding, pod }): Finding =>
        finding.pod === undefined
          ? finding
          : ({ ...finding, pod, facts: { ...finding.facts, pod } } as Finding),
    ),
  );

describe('causes', () => {
  it('do not depend on the order in which they are found', () => {
    fc.assert(
      fc.property(
        findings.chain(all =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(mergeFindings(shuffled, 'failed')).toEqual(
            mergeFindings(all, 'failed'),
          );
        },
      ),
    );
  });

  it('count each pod once, lose none, and are as the contract has them', () => {
    fc.assert(
      fc.property(findings, all => {
        const causes = mergeFindings(all, 'degraded');
        const kinds = new Set(all.map(({ facts }) => facts.kind));
        expect(new Set(causes.map(({ facts }) => facts.kind))).toEqual(kinds);
        for (const { facts, pods } of causes) {
          const same = all.filter(one => one.facts.kind === facts.kind);
          const named = new Set(same.flatMap(({ pod }) => pod ?? []));
          expect(pods).toBeLessThanOrEqual(
            Math.max(named.size, ...same.map(one => one.pods ?? 0)),
          );
          expect(causeFactsSchema.safeParse(facts).success).toBe(true);
        }
      }),
    );
  });

  it('of several pods keep the most restarts and the earliest time', () => {
    const [finding] = findingsOf(around(fixture('crash-loop')));
    const other: Finding = {
      ...finding,
      pod: 'other',
      since: '2026-11-22T03:00:00Z',
      facts: {
        ...finding.facts,
        pod: 'other',
        restarts: 9,
        exitCode: 1,
      } as Finding['facts'],
    };
    expect(mergeFindings([finding, other], 'failed')).toMatchObject([
      { pods: 2, since: '2026-11-22T03:00:00Z', facts: { restarts: 9 } },
    ]);
  });
});
