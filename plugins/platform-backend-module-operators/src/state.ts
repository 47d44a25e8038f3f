import type { Status } from '@pilothouse/plugin-platform-common';
import {
  conditionsOf,
  type CustomObject,
  type MiddlewareCondition,
  type MiddlewareState,
} from '@pilothouse/plugin-platform-node';
import { countAt, textAt } from './paths';
import type { Definition, Test } from './schema';

type Rules = Definition['status'];

/** The state of an instance, by what its operator says of it and nothing else. */
export function stateOf(object: CustomObject, rules: Rules): MiddlewareState {
  const { metadata = {}, status } = object;
  const members = membersOf(object, rules);
  if (metadata.deletionTimestamp) {
    const finalizers = metadata.finalizers ?? [];
    const since = metadata.deletionTimestamp;
    return {
      status: 'progressing',
      since,
      saying: { kind: 'deleting', finalizers },
    };
  }
  if (status === undefined || status === null || isEmpty(status)) {
    const since = metadata.creationTimestamp;
    return { status: 'progressing', since, saying: { kind: 'not-begun' } };
  }
  if (isOutdated(object)) {
    return { status: 'progressing', saying: { kind: 'outdated' }, members };
  }
  return { ...judge(object, rules, members), members };
}

function judge(
  object: CustomObject,
  rules: Rules,
  members: MiddlewareState['members'],
): MiddlewareState {
  const failed = rules.failed.find(test => holds(test, object) === true);
  if (failed) {
    return { status: 'failed', ...sayingOf(object, rules, failed) };
  }
  const results = rules.ready.map(test => holds(test, object));
  if (results.every(result => result === true)) {
    const since = sinceOf(object, rules.ready);
    return members && members.ready < members.wanted
      ? { status: 'degraded', since, saying: { kind: 'members' } }
      : { status: 'healthy', since, saying: { kind: 'ready' } };
  }
  const against =
    rules.ready[results.indexOf(false)] ??
    rules.waiting.find(test => holds(test, object) === true);
  const told = sayingOf(object, rules, against);
  if (told.saying.kind === 'unreadable') return { status: 'unknown', ...told };
  return { status: statusOf(object, rules, members), ...told };
}

/** Of what is not ready: as its phase is known to be, or whether it still serves. */
function statusOf(
  object: CustomObject,
  rules: Rules,
  members: MiddlewareState['members'],
): Status {
  const phase = rules.phase && textAt(object, rules.phase);
  const known = phase === undefined ? undefined : rules.phases[phase]?.status;
  if (known && known !== 'healthy') return known;
  return members && members.ready > 0 && members.ready >= members.wanted
    ? 'degraded'
    : 'progressing';
}

/** Whether a test holds; undefined where nothing is said of it. */
export function holds(test: Test, object: CustomObject): boolean | undefined {
  if ('condition' in test) {
    const found = conditionOf(object, test.condition);
    if (!found) return undefined;
    const { reason = '' } = found;
    return found.status === test.is && (test.reason?.includes(reason) ?? true);
  }
  const found = textAt(object, test.path);
  if ('present' in test) return found !== undefined;
  return found === undefined ? undefined : test.in.includes(found);
}

function conditionOf(
  object: CustomObject,
  type: string,
): MiddlewareCondition | undefined {
  return conditionsOf(object).find(condition => condition.type === type);
}

function sayingOf(
  object: CustomObject,
  rules: Rules,
  test: Test | undefined,
): Pick<MiddlewareState, 'since' | 'saying'> {
  const condition =
    test && 'condition' in test
      ? conditionOf(object, test.condition)
      : undefined;
  const since = condition?.since;
  const phase = rules.phase && textAt(object, rules.phase);
  if (phase !== undefined) {
    const { en, zh } = rules.phases[phase] ?? {};
    const words = en && zh ? { en, zh } : undefined;
    const message =
      (rules.message && textAt(object, rules.message)) ?? condition?.message;
    return { since, saying: { kind: 'phase', phase, words, message } };
  }
  if (condition) {
    const { type, reason, message } = condition;
    return { since, saying: { kind: 'condition', type, reason, message } };
  }
  return { saying: { kind: 'unreadable' } };
}

function sinceOf(object: CustomObject, tests: readonly Test[]) {
  return tests
    .flatMap(test =>
      'condition' in test
        ? conditionOf(object, test.condition)?.since ?? []
        : [],
    )
    .sort()
    .at(-1);
}

function membersOf(
  object: CustomObject,
  { members }: Rules,
): MiddlewareState['members'] {
  if (!members) return undefined;
  const wanted = countAt(object, members.wanted);
  return wanted === undefined
    ? undefined
    : { wanted, ready: countAt(object, members.ready) ?? 0 };
}

/** Whether the operator has not yet looked at what is wanted now, where it tells. */
function isOutdated(object: CustomObject): boolean {
  const wanted = object.metadata?.generation;
  const seen = countAt(object, ['status', 'observedGeneration']);
  return wanted !== undefined && seen !== undefined && seen < wanted;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && Object.keys(value ?? {}).length === 0;
}
