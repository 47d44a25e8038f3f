import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Through whom a person or a team owns things: themselves, and the teams of a person. */
export function ownersOf(entity: Entity): string[] {
  return [stringifyEntityRef(entity), ...relatedTo(entity, RELATION_MEMBER_OF)];
}

/** The teams that a team is part of. */
export function parentsOf(group: Entity): string[] {
  return relatedTo(group, RELATION_CHILD_OF);
}

/** The teams that are part of a team. */
export function childrenOf(group: Entity): string[] {
  return relatedTo(group, RELATION_PARENT_OF);
}

function relatedTo({ relations = [] }: Entity, wanted: string): string[] {
  return relations
    .filter(({ type }) => type === wanted)
    .map(({ targetRef }) => targetRef)
    .sort();
}

/** Kinds in the order in which people look for them. */
export const ownedKinds = ['System', 'Component', 'API', 'Resource'] as const;

type OwnedKind = (typeof ownedKinds)[number];

/** A kind of things, and those of it. */
export interface OfKind {
  readonly kind: OwnedKind;
  readonly entities: readonly Entity[];
}

/** Things by their kind, each kind by the names that are shown. */
export function byKind(entities: readonly Entity[]): OfKind[] {
  return ownedKinds.flatMap(kind => {
    const own = entities
      .filter(entity => entity.kind === kind)
      .sort((left, right) => nameOf(left).localeCompare(nameOf(right)));
    return own.length > 0 ? [{ kind, entities: own }] : [];
  });
}

/** What an entity is called where people read it. */
export function nameOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile;
  const displayName =
    profile && typeof profile === 'object' && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return typeof displayName === 'string'
    ? displayName
    : metadata.title ?? metadata.name;
}

/** The address by which a person or a team is written to. */
export function emailOf({ spec }: Entity): string | undefined {
  const profile = spec?.profile;
  const email =
    profile && typeof profile === 'object' && 'email' in profile
      ? profile.email
      : undefined;
  return typeof email === 'string' && email ? email : undefined;
}

/** Whether a member is meant by what somebody types. */
export function isMeant(member: Entity, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [nameOf(member), member.metadata.name, emailOf(member) ?? ''].some(
    each => each.toLowerCase().includes(wanted),
  );
}
