import {
  stringifyEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import {
  stateOf,
  type Application,
  type Placement,
  type ServiceRow,
} from '@pilothouse/plugin-platform-common';
import { isClaimUnclear } from '../deployments/claimants';

/** Placements of a service by their name. */
export type Placements = Record<string, Placement>;

const rows = new WeakMap<Entity, ServiceRow>();
const unclaimed = new WeakMap<Placement, ServiceRow>();
const applications = new WeakMap<Entity, Application>();

/** The row of a component of the catalog; the same one while nothing of it changes. */
export function rowOfComponent(
  entity: Entity,
  placements: Placements,
): ServiceRow {
  const known = rows.get(entity);
  if (known && areSame(known.placements, placements)) return known;
  const row = describeComponent(entity, placements);
  rows.set(entity, row);
  return row;
}

function areSame(one: Placements, other: Placements): boolean {
  const ids = Object.keys(one);
  return (
    ids.length === Object.keys(other).length &&
    ids.every(id => one[id] === other[id])
  );
}

function describeComponent(entity: Entity, placements: Placements): ServiceRow {
  const { metadata, spec } = entity;
  return {
    entityRef: stringifyEntityRef(entity),
    name: metadata.name,
    title: metadata.title,
    type: typeof spec?.type === 'string' ? spec.type : undefined,
    owner: relationOf(entity, RELATION_OWNED_BY),
    application: relationOf(entity, RELATION_PART_OF, 'system:'),
    ...stateOf(Object.values(placements)),
    placements,
    ...(isClaimUnclear(entity) && { selectorUnclear: true }),
  };
}

/**
 * The row of a workload that the catalog does not know. A tenant is the group of its name
 * in the default namespace, so that the workload is that group's.
 */
export function rowOfWorkload(id: string, placement: Placement): ServiceRow {
  const known = unclaimed.get(placement);
  if (known) return known;
  const placements = { [id]: placement };
  const { ref, tenant } = placement;
  const row = {
    name: ref.name,
    owner: tenant === undefined ? undefined : `group:default/${tenant}`,
    ...stateOf([placement]),
    placements,
  };
  unclaimed.set(placement, row);
  return row;
}

/** The row of a system. */
export function applicationOf(entity: Entity): Application {
  const application = applications.get(entity) ?? {
    entityRef: stringifyEntityRef(entity),
    name: entity.metadata.name,
    title: entity.metadata.title,
    owner: relationOf(entity, RELATION_OWNED_BY),
  };
  applications.set(entity, application);
  return application;
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
