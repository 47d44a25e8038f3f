import {
  customKindName,
  definitionsKind,
  type CustomDefinition,
  type CustomReader,
  type MiddlewareItem,
  type MiddlewareKind,
  type MiddlewareOffer,
} from '@pilothouse/plugin-platform-node';

/** Whether a cluster has a kind, and in which version the portal reads it there. */
export type Served =
  /** Its definitions were not read yet. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'absent' }
  /** It has the kind, but in none of the versions that are known. */
  | { readonly kind: 'other-version' }
  | { readonly kind: 'served'; readonly version: string };

const definitions = customKindName(definitionsKind);

/** Whether a cluster has the kind of an item. */
export function servedOf(kind: MiddlewareKind, reader: CustomReader): Served {
  const found: CustomDefinition | undefined = definitionOf(kind, reader);
  if (!found) {
    const { kind: state } = reader.kindState(definitions);
    return { kind: state === 'pending' ? 'pending' : 'absent' };
  }
  if (found.metadata?.deletionTimestamp) return { kind: 'absent' };
  const served = (found.spec?.versions ?? []).filter(each => each.served);
  const version = kind.versions.find(known =>
    served.some(({ name }) => name === known),
  );
  return version ? { kind: 'served', version } : { kind: 'other-version' };
}

/**
 * Whether a cluster can have objects of a kind: it serves the kind, or was not asked yet, so
 * that nobody may say that there are none.
 */
export function mayBeThere(
  kind: MiddlewareKind,
  reader: CustomReader,
): boolean {
  return ['served', 'pending'].includes(servedOf(kind, reader).kind);
}

/** All kinds by which an item is ordered and read. */
export function kindsOf({
  kind,
  companions = [],
  backups,
  grants,
  contents,
}: Pick<
  MiddlewareItem,
  'kind' | 'companions' | 'backups' | 'contents' | 'grants'
>): MiddlewareKind[] {
  return [
    kind,
    ...companions.map(companion => companion.kind),
    backups?.kind,
    backups?.schedules?.kind,
    backups?.restore?.also?.kind,
    grants?.kind,
    contents?.kind,
  ].flatMap(each => each ?? []);
}

/** How an item can be had in a cluster that has its kind; undefined where it cannot. */
export function offerAt(
  item: Pick<MiddlewareItem, 'offerIn'>,
  cluster: string,
): MiddlewareOffer | undefined {
  return item.offerIn ? item.offerIn(cluster) : {};
}

/** Whether something new can be ordered of an item in a cluster. */
export function isOpen(
  item: Pick<MiddlewareItem, 'kind' | 'offerIn'>,
  reader: CustomReader,
): boolean {
  const offer = offerAt(item, reader.cluster);
  return (
    servedOf(item.kind, reader).kind === 'served' &&
    offer !== undefined &&
    !offer.trouble?.closed
  );
}

/** The definition of a kind, without its schemas. */
export function definitionOf(
  kind: MiddlewareKind,
  reader: CustomReader,
): CustomDefinition | undefined {
  const name = customKindName(kind);
  return reader.get(definitions, { name }) as CustomDefinition | undefined;
}
