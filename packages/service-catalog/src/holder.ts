import type { Meta } from './model.ts';

/** An object that a broker knows by an id. */
interface Known {
  readonly metadata?: Meta;
  readonly spec: { readonly externalID?: string };
}

/** The id under which a broker knows an instance or a binding. */
export function brokerIdOf({ metadata, spec }: Known): string {
  return spec.externalID ?? metadata?.uid ?? '';
}

/**
 * Another object whose id an object bears, as copies of one do. What a broker has under the
 * id is the other's: nothing may be asked for by it, and nothing taken away.
 *
 * @param isAsked - whether a broker was asked for an object
 */
export function otherHolderOf<T extends Known>(
  object: T,
  all: readonly T[],
  isAsked: (object: T) => boolean,
): T | undefined {
  const id = brokerIdOf(object);
  const own = claimOf(object, id, isAsked);
  return all.find(
    other =>
      other.metadata?.uid !== object.metadata?.uid &&
      brokerIdOf(other) === id &&
      claimOf(other, id, isAsked) < own,
  );
}

/** How good a claim is, for comparing: whose own id it is, then who was first. */
function claimOf<T extends Known>(
  object: T,
  id: string,
  isAsked: (object: T) => boolean,
): string {
  const { uid = '', creationTimestamp = '' } = object.metadata ?? {};
  return [
    uid === id ? 0 : 1,
    isAsked(object) ? 0 : 1,
    String(creationTimestamp),
    uid,
  ].join(' ');
}

/** What is said of an object that bears another's id. */
export function takenBy(
  kind: string,
  { metadata, spec }: Known,
  holder: Known,
): { readonly reason: string; readonly message: string } {
  const { namespace, name } = holder.metadata ?? {};
  // Others' names are nobody's business.
  const whose =
    namespace === metadata?.namespace
      ? `the ${kind} ${name}`
      : `a ${kind} of another namespace`;
  return {
    reason: 'ExternalIDInUse',
    message: `The id ${spec.externalID} is that of ${whose}; delete this object, and make it without spec.externalID.`,
  };
}
