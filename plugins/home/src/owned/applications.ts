import {
  parseEntityRef,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** An application with what of it one owns. */
export interface Application {
  /** Reference of its System; undefined for what belongs to no application. */
  readonly ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly services: readonly Entity[];
  readonly others: readonly Entity[];
}

interface Draft {
  system?: Entity;
  services: Entity[];
  others: Entity[];
}

/**
 * Groups what one owns by application, in the order of their titles; what belongs to none
 * comes last. An application that one owns nothing but parts of is there too.
 */
export function applicationsOf(entities: readonly Entity[]): Application[] {
  const drafts = new Map<string | undefined, Draft>();
  const draft = (ref: string | undefined) => {
    const known = drafts.get(ref) ?? { services: [], others: [] };
    drafts.set(ref, known);
    return known;
  };
  for (const entity of entities) {
    if (entity.kind === 'System') {
      draft(stringifyEntityRef(entity)).system = entity;
      continue;
    }
    const { services, others } = draft(systemOf(entity));
    (entity.kind === 'Component' ? services : others).push(entity);
  }
  return [...drafts]
    .map(([ref, found]) => toApplication(ref, found))
    .sort(byTitle);
}

function toApplication(ref: string | undefined, found: Draft): Application {
  return {
    ref,
    title: found.system
      ? titleOf(found.system)
      : ref && parseEntityRef(ref).name,
    description: found.system?.metadata.description,
    services: found.services.sort(byName),
    others: found.others.sort(byName),
  };
}

function systemOf(entity: Entity): string | undefined {
  return entity.relations?.find(
    ({ type, targetRef }) =>
      type === RELATION_PART_OF && targetRef.startsWith('system:'),
  )?.targetRef;
}

/** What people call an entity. */
export function titleOf(entity: Entity): string {
  return entity.metadata.title ?? entity.metadata.name;
}

function byName(left: Entity, right: Entity): number {
  return titleOf(left).localeCompare(titleOf(right));
}

function byTitle(left: Application, right: Application): number {
  if (left.title === undefined || right.title === undefined) {
    return left.title === right.title ? 0 : Number(!left.title) * 2 - 1;
  }
  return left.title.localeCompare(right.title);
}
