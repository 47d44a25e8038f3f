import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';

/** How far a rollout is. */
export type Rollout =
  | { readonly kind: 'ready'; readonly image: string }
  | { readonly kind: 'under-way'; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string };

/** Judges a rollout by what its Deployment says, and why its pods do not start. */
export function rolloutOf(
  deployment: Deployment | undefined,
  pods: readonly Pod[],
): Rollout {
  if (!deployment) {
    return { kind: 'under-way', because: 'Nothing is deployed yet' };
  }
  const { metadata, spec, status } = deployment;
  const wanted = spec?.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  const progressing = (status?.conditions ?? []).find(
    ({ type }) => type === 'Progressing',
  );
  const isObserved =
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const why = waitingOf(pods);
  if (isObserved && progressing?.reason === 'ProgressDeadlineExceeded') {
    return { kind: 'failed', because: why ?? progressing.message ?? '' };
  }
  const isDone =
    isObserved &&
    updated === wanted &&
    available === wanted &&
    (status?.replicas ?? 0) === wanted;
  if (isDone && wanted > 0) {
    const [container] = spec?.template.spec?.containers ?? [];
    return { kind: 'ready', image: container?.image ?? '' };
  }
  const counted = `${available} of ${wanted} replicas are available`;
  return { kind: 'under-way', because: why ? `${counted}; ${why}` : counted };
}

/** What the first container that does not run waits for. */
function waitingOf(pods: readonly Pod[]): string | undefined {
  for (const { metadata, status } of pods) {
    for (const { name, state } of status?.containerStatuses ?? []) {
      const { reason, message } = state?.waiting ?? {};
      if (reason && reason !== 'ContainerCreating') {
        const said = message ? `: ${message}` : '';
        return `${name} in ${metadata?.name} waits: ${reason}${said}`;
      }
    }
  }
  return undefined;
}
