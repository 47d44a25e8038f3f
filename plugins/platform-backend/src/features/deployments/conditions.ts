/** What the conditions of all kinds have in common. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  readonly lastUpdateTime?: string;
}

/** The condition of a type. */
export function conditionOf(
  {
    status,
  }: { readonly status?: { readonly conditions?: readonly Condition[] } },
  type: string,
): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

/** When the last rollout of a Deployment was complete; undefined while it is not. */
export function completedAt(
  deployment: Parameters<typeof conditionOf>[0],
): string | undefined {
  const progressing = conditionOf(deployment, 'Progressing');
  return progressing?.reason === 'NewReplicaSetAvailable'
    ? progressing.lastUpdateTime
    : undefined;
}
