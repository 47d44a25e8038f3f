import type { ServiceAround, Surroundings } from '../around';
import { conditionOf } from '../conditions';
import { replicasOf } from '../rollout';
import { wantedPods } from './containers';
import type { Finder } from './Finding';

const SAME = ['backstage.io/kubernetes-id', 'app.kubernetes.io/name'];

/** Services that send traffic to pods of other services as well. */
export const findOverlaps: Finder = surroundings =>
  surroundings.services
    .filter(({ selects }) => selects)
    .flatMap(around => {
      const workloads = strangersBehind(around, surroundings);
      return workloads.length === 0
        ? []
        : [
            {
              facts: {
                kind: 'selector-overlap' as const,
                service: around.service.metadata?.name ?? '',
                workloads,
              },
              blocking: false,
              pods: wantedPods(surroundings).length,
            },
          ];
    });

/** A canary beside the main workload is of the same service and no stranger. */
function strangersBehind(
  { targets }: ServiceAround,
  { workload }: Surroundings,
): string[] {
  const own = workload.template.metadata?.labels ?? {};
  return targets
    .filter(
      ({ kind, name }) => kind !== workload.kind || name !== workload.name,
    )
    .filter(
      ({ labels }) =>
        !SAME.some(label => own[label] && own[label] === labels[label]),
    )
    .map(({ name }) => name)
    .sort();
}

/** Services that lead nowhere although the pods behind them are ready. */
export const findDeadServices: Finder = surroundings => {
  const { ready } = replicasOf(surroundings.workload);
  const pods = wantedPods(surroundings).filter(
    ({ pod }) => conditionOf(pod, 'Ready')?.status === 'True',
  );
  if (ready === 0 || pods.length === 0) return [];
  return surroundings.services.filter(leadsNowhere).map(({ service }) => ({
    facts: { kind: 'no-endpoints', service: service.metadata?.name ?? '' },
    blocking: false,
    pods: pods.length,
  }));
};

function leadsNowhere({ service, slices }: ServiceAround): boolean {
  const { ports = [] } = service.spec ?? {};
  const ready = slices.filter(({ endpoints = [] }) =>
    endpoints.some(({ conditions }) => conditions?.ready !== false),
  );
  return (
    slices.length > 0 &&
    (ready.length === 0 ||
      (ports.length > 0 &&
        ready.every(slice => (slice.ports ?? []).length === 0)))
  );
}
