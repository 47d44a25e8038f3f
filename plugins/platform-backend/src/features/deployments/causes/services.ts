import type { Service } from 'kubernetes-types/core/v1';
import type { ServiceAround, Surroundings } from '../around';
import { conditionOf } from '../conditions';
import { replicasOf } from '../rollout';
import { wantedPods } from './containers';
import { few } from './few';
import type { Finder } from './Finding';

const SAME = ['backstage.io/kubernetes-id', 'app.kubernetes.io/name'];

/**
 * A workload's own Services that send requests to pods of others as well. Others may select
 * the pods of several on purpose, such as one entrance for all of a namespace, or a headless
 * Service by which peers find each other: that is nobody's mistake, and telling it would
 * make every workload behind it look degraded. For the same reason it is told of the workload
 * whose Service it is, where it is to be mended, and not of those that it reaches besides.
 */
export const findServiceOverlaps: Finder = surroundings =>
  surroundings.services
    .filter(({ service }) => isOwn(service, surroundings))
    .flatMap(around => {
      const { selects } = around;
      const workloads = strangersBehind(around, surroundings);
      const isMeant = !selects && workloads.every(isVariant(surroundings));
      return workloads.length === 0 || isMeant
        ? []
        : [
            {
              facts: {
                kind: 'service-overlap' as const,
                service: around.service.metadata?.name ?? '',
                ...few(workloads),
                ...(!selects && { only: true }),
              },
              blocking: false,
              pods: wantedPods(surroundings).length,
            },
          ];
    });

/** While a release is tried, its Service may lead to the one before: `web` to `web-primary`. */
function isVariant({ workload, pods }: Surroundings) {
  return (name: string) =>
    pods.length === 0 || name.startsWith(`${workload.name}-`);
}

/**
 * Whether a Service is recognizably that of a workload: by its name, by a selector that
 * demands all that the workload's own does, or by a label that says which service it is of.
 */
function isOwn(
  { metadata, spec }: Service,
  { workload }: Surroundings,
): boolean {
  const { selector = {} } = spec ?? {};
  const { matchLabels = {} } = workload.object.spec?.selector ?? {};
  const demanded = Object.entries(matchLabels);
  const labels = {
    ...workload.metadata.labels,
    ...workload.template.metadata?.labels,
  };
  return (
    metadata?.name === workload.name ||
    (demanded.length > 0 &&
      demanded.every(([label, value]) => selector[label] === value)) ||
    SAME.some(
      label => labels[label] && metadata?.labels?.[label] === labels[label],
    )
  );
}

/**
 * A canary beside the main workload is of the same service and no stranger; of a workload
 * whose selector overlaps is told already that the pods of both cannot be told apart.
 */
export function strangersBehind(
  { targets }: ServiceAround,
  { workload, overlapping }: Pick<Surroundings, 'workload' | 'overlapping'>,
): string[] {
  const own = workload.template.metadata?.labels ?? {};
  return targets
    .filter(
      ({ kind, name }) =>
        ![workload, ...overlapping].some(
          one => one.kind === kind && one.name === name,
        ),
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
