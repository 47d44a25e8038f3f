import type { Condition } from './model.ts';

/** What a condition is to say; when it last changed follows from what it said before. */
export type Saying = Omit<Condition, 'lastTransitionTime'>;

/** How Kubernetes writes times. */
export function timeText(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

export function conditionOf(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(condition => condition.type === type);
}

/** Whether a condition is there and true. */
export function holds(
  { conditions = [] }: { readonly conditions?: readonly Condition[] },
  type: string,
): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

/** The conditions with some of them said anew; the time changes with the status alone. */
export function withConditions(
  conditions: readonly Condition[],
  said: readonly Saying[],
  now: Date,
): Condition[] {
  const changed = said.map(({ type, status, reason, message }) => {
    const before = conditionOf(conditions, type);
    const lastTransitionTime =
      before?.status === status ? before.lastTransitionTime : timeText(now);
    return { type, status, lastTransitionTime, reason, message };
  });
  const kept = conditions.map(
    condition => conditionOf(changed, condition.type) ?? condition,
  );
  const added = changed.filter(({ type }) => !conditionOf(conditions, type));
  return [...kept, ...added];
}

export function without(
  conditions: readonly Condition[],
  ...types: readonly string[]
): Condition[] {
  return conditions.filter(({ type }) => !types.includes(type));
}

/** One word for all conditions, as upstream prints it in `kubectl get`. */
export function lastConditionState(conditions: readonly Condition[]): string {
  const failed = conditionOf(conditions, 'Failed');
  if (failed?.status === 'True') return 'Failed';
  const ready = conditionOf(conditions, 'Ready');
  if (!ready) return '';
  return ready.status === 'True' ? 'Ready' : ready.reason;
}
