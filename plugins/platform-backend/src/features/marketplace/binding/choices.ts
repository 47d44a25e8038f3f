import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  Ability,
  BindingChoices,
  InstanceRef,
  WorkloadKind,
} from '@pilothouse/plugin-platform-common';
import { claimantsAmong } from '../../deployments/claimants';
import { workloadsIn, type Workload } from '../../deployments/workload';
import { noSuchInstance } from '../deletion';
import { marketplaceInstance } from '../instance';
import { goingOf } from './going';
import type { BindingContext } from './views';

/**
 * What may be bound to an instance: what runs in its namespace, as a Secret can be referred
 * to from nowhere else, and is nobody's part who would set it back.
 *
 * @throws NotFoundError for an instance that there is not, or that may not be seen
 */
export function choicesOf(
  ref: InstanceRef,
  context: BindingContext,
  abilities: Readonly<Record<WorkloadKind, Ability>>,
): BindingChoices {
  const { instance } = marketplaceInstance(ref, context);
  if (!instance) throw new NotFoundError(noSuchInstance(ref));
  const components = context.catalog.entities('component');
  const claimantsOf = claimantsAmong(components);
  const here = (workload: Workload) =>
    workload.cluster === ref.cluster && workload.namespace === ref.namespace;
  const placesOf = new Map<Entity, Workload[]>();
  for (const cluster of context.kube.clusters()) {
    for (const workload of workloadsIn(cluster)) {
      for (const entity of claimantsOf(workload)) {
        const known = placesOf.get(entity) ?? [];
        known.push(workload);
        placesOf.set(entity, known);
      }
    }
  }
  const cluster = context.kube.cluster(ref.cluster);
  const workloads = cluster
    ? workloadsIn(cluster, { namespace: ref.namespace })
    : [];
  const going = goingOf(instance);
  return {
    ...(going && { going }),
    secrets: [
      ...instance.credentials,
      ...(instance.address ? [instance.address] : []),
    ],
    ...(instance.grants && { grants: true }),
    ...(instance.open && { open: instance.open }),
    targets: workloads
      .filter(isBindable)
      .map(workload => ({
        target: {
          cluster: workload.cluster,
          namespace: workload.namespace,
          kind: workload.kind,
          name: workload.name,
        },
        services: claimantsOf(workload).map(named),
        containers: containersOf(workload),
        ability: abilities[workload.kind],
      }))
      .sort((one, other) => compare(one.target.name, other.target.name)),
    elsewhere: [...placesOf]
      .filter(([, running]) => !running.some(here))
      .map(([entity, running]) => ({
        ...named(entity),
        places: [
          ...new Set(running.map(each => `${each.cluster}/${each.namespace}`)),
        ].sort(compare),
      }))
      .sort((one, other) => compare(one.title, other.title)),
  };
}

function isBindable(workload: Workload): boolean {
  const { ownerReferences = [] } = workload.metadata;
  return (
    containersOf(workload).length > 0 &&
    !ownerReferences.some(({ controller }) => controller)
  );
}

function containersOf({ template }: Workload): string[] {
  return (template.spec?.containers ?? []).map(({ name }) => name);
}

function named(entity: Entity) {
  const { name, title } = entity.metadata;
  return { entityRef: stringifyEntityRef(entity), title: title ?? name };
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
