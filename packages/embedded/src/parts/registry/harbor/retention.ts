import { z } from 'zod';
import type { Revision } from './content.ts';

const selector = (decorations: readonly [string, ...string[]]) =>
  z.looseObject({
    kind: z.literal('doublestar'),
    decoration: z.enum(decorations),
    pattern: z.string().min(1),
    extras: z.string().optional(),
  });

const whole = z.number().int().min(1);

const common = {
  id: z.number().optional(),
  priority: z.number().optional(),
  disabled: z.boolean().default(false),
  action: z.literal('retain').default('retain'),
  tag_selectors: z.array(selector(['matches', 'excludes'])).min(1),
  scope_selectors: z.object({
    repository: z.array(selector(['repoMatches', 'repoExcludes'])).min(1),
  }),
};

/**
 * What of a repository is kept. Rules by when something was pulled are not taken: pulls are
 * not counted here, so that all would look as if nobody had ever wanted it.
 */
const ruleSchema = z.discriminatedUnion('template', [
  z.object({
    ...common,
    template: z.literal('latestPushedK'),
    params: z.object({ latestPushedK: whole }),
  }),
  z.object({
    ...common,
    template: z.literal('nDaysSinceLastPush'),
    params: z.object({ nDaysSinceLastPush: whole }),
  }),
  z.object({
    ...common,
    template: z.literal('always'),
    params: z.record(z.string(), z.unknown()).default({}),
  }),
]);

/** How often a policy is carried out by itself, by the six fields in which Harbor has it. */
export const SCHEDULES: Readonly<Record<string, number>> = {
  '0 0 * * * *': 60 * 60 * 1000,
  '0 0 0 * * *': 24 * 60 * 60 * 1000,
  '0 0 0 * * 0': 7 * 24 * 60 * 60 * 1000,
};

/** What a project's policy says; the words are Harbor's. */
export const policySchema = z.object({
  algorithm: z.literal('or').default('or'),
  rules: z.array(ruleSchema).max(15),
  trigger: z
    .looseObject({
      kind: z.literal('Schedule'),
      settings: z.looseObject({
        cron: z
          .string()
          .refine(
            cron => cron === '' || Object.hasOwn(SCHEDULES, cron),
            `only ${Object.keys(SCHEDULES)
              .map(cron => `"${cron}"`)
              .join(', ')} and none at all are known here`,
          )
          .default(''),
      }),
    })
    .default({ kind: 'Schedule', settings: { cron: '' } }),
});

/** Which artifacts of a project are kept. */
export type RetentionPolicy = z.infer<typeof policySchema>;
type Rule = RetentionPolicy['rules'][number];

/** What a policy says of one repository. */
export interface Verdict {
  readonly kept: readonly Revision[];
  readonly removed: readonly Revision[];
}

/**
 * What of a repository a policy keeps: whatever one of its rules does. A repository that no
 * rule is about stays as it is.
 *
 * @param name - without that of the project
 * @param revisions - without those that are only listed in another
 */
export function retained(
  { rules }: Pick<RetentionPolicy, 'rules'>,
  name: string,
  revisions: readonly Revision[],
  now: Date,
): Verdict {
  const about = rules.filter(
    rule =>
      !rule.disabled &&
      rule.scope_selectors.repository.every(each => {
        const isSo = matches(each.pattern, name);
        return each.decoration === 'repoMatches' ? isSo : !isSo;
      }),
  );
  if (about.length === 0) return { kept: revisions, removed: [] };
  const kept = new Set(about.flatMap(rule => keptBy(rule, revisions, now)));
  return {
    kept: revisions.filter(each => kept.has(each)),
    removed: revisions.filter(each => !kept.has(each)),
  };
}

function keptBy(
  rule: Rule,
  revisions: readonly Revision[],
  now: Date,
): readonly Revision[] {
  const candidates = revisions.filter(each => isMeant(rule, each));
  switch (rule.template) {
    case 'latestPushedK':
      return [...candidates]
        .sort((a, b) => lastPush(b) - lastPush(a))
        .slice(0, rule.params.latestPushedK);
    case 'nDaysSinceLastPush': {
      const days = rule.params.nDaysSinceLastPush;
      const oldest = now.getTime() - days * 24 * 60 * 60 * 1000;
      return candidates.filter(each => lastPush(each) >= oldest);
    }
    default:
      return candidates;
  }
}

/** When an artifact, or a tag of it, was pushed last. */
function lastPush({ pushedAt, tags }: Revision): number {
  return Math.max(
    pushedAt.getTime(),
    ...tags.map(tag => tag.pushedAt.getTime()),
  );
}

function isMeant({ tag_selectors: selectors }: Rule, { tags }: Revision) {
  return selectors.every(({ decoration, extras, pattern }) => {
    if (tags.length === 0) return takesUntagged(extras);
    const isSo = tags.some(({ name }) => matches(pattern, name));
    return decoration === 'matches' ? isSo : !isSo;
  });
}

const extrasSchema = z.looseObject({ untagged: z.boolean().optional() });

/** Harbor, too, takes those without a tag along unless it is told otherwise. */
function takesUntagged(extras: string | undefined): boolean {
  if (!extras) return true;
  try {
    return extrasSchema.parse(JSON.parse(extras)).untagged ?? true;
  } catch {
    return true;
  }
}

/** Patterns as `**`, `release-*`, `{dev,prod}-?`. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?|[{},]/g, sign => {
      switch (sign) {
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        case '{':
          return '(?:';
        case '}':
          return ')';
        case ',':
          return pattern.includes('{') ? '|' : ',';
        default:
          return '.*';
      }
    });
  return new RegExp(`^${balanced(source) ? source : escaped(pattern)}$`).test(
    name,
  );
}

function balanced(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
