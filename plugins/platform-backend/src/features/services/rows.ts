import {
  stringifyEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import {
  statuses,
  type Application,
  type Placement,
  type ServiceRow,
} from '@pilothouse/plugin-platform-common';
import { earliest } from '../deployments/moments';

/** Placements of a service by their name. */
export type Placements = Record<string, Placement>;

/** The row of a component of the catalog. */
export function rowOfComponent(
  entity: Entity,
  placements: Placements,
): ServiceRow {
  const { metadata, spec } = entity;
  return {
    entityRef: stringifyEntityRef(entity),
    name: metadata.name,
    title: metadata.title,
    type: typeof spec?.type === 'string' ? spec.type : undefined,
    owner: relationOf(entity, RELATION_OWNED_BY),
    application: relationOf(entity, RELATION_PART_OF, 'system:'),
    ...worstOf(placements),
    placements,
  };
}

/** The row of a workload that the catalog does not know. */
export function rowOfWorkload(id: string, placement: Placement): ServiceRow {
  const placements = { [id]: placement };
  return { name: placement.ref.name, ...worstOf(placements), placements };
}

/** The row of a system. */
export function applicationOf(entity: Entity): Application {
  return {
    entityRef: stringifyEntityRef(entity),
    name: entity.metadata.name,
    title: entity.metadata.title,
    owner: relationOf(entity, RELATION_OWNED_BY),
  };
}

function relationOf(
  { relations = [] }: Entity,
  type: string,
  prefix = '',
): string | undefined {
  return relations.find(
    relation => relation.type === type && relation.targetRef.startsWith(prefix),
  )?.targetRef;
}

/** The worst status among placements, and since when there is one so bad. */
function worstOf(placements: Placements): Pick<ServiceRow, 'status' | 'since'> {
  const all = Object.values(placements);
  if (all.length === 0) return { status: 'unknown' };
  const rank = ({ status }: Placement) => statuses.indexOf(status);
  const worst = Math.max(...all.map(rank));
  const bad = all.filter(placement => rank(placement) === worst);
  return {
    status: statuses[worst],
    since: earliest(bad.map(({ since }) => since)),
  };
}
