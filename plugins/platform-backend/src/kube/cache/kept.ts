import { keysOf, type KubeObject } from '@pilothouse/plugin-platform-node';
import type { Commons } from './Commons';
import { reuse } from './reuse';
import { trim, type KeptKind } from './trim';

/** An object as the cache keeps it. It is never changed: another version is another object. */
export type Kept = KubeObject & {
  readonly involvedObject?: { readonly uid?: string };
};

const NONE: readonly string[] = [];
const NO_LABELS: Readonly<Record<string, string>> = {};

/**
 * Makes what is kept of an object as the API server told it.
 *
 * @param like - one with which it has much in common
 * @param commons - what many have in common, whichever their kind
 */
export function keep(
  kind: KeptKind,
  told: KubeObject,
  { like, commons }: { like?: Kept; commons: Commons },
): Kept {
  // Parsed anew, an object has its own parts, in the most compact form.
  const own: unknown = JSON.parse(JSON.stringify(trim(kind, told)));
  return reuse(like, own, commons) as Kept;
}

/** Whether it is the object with that uid, as far as it can tell: events are kept without. */
export function isThat({ metadata }: Kept, uid: string | undefined): boolean {
  return metadata?.uid === undefined || metadata.uid === uid;
}

/** Empty for what has none. */
export function namespaceOf({ metadata }: Kept): string {
  return metadata?.namespace ?? '';
}

/** Name of an object. */
export function nameOf({ metadata }: Kept): string {
  return metadata?.name ?? '';
}

/** Labels of an object. */
export function labelsOf({ metadata }: Kept): Readonly<Record<string, string>> {
  return metadata?.labels ?? NO_LABELS;
}

/** Uids of the owners of an object. */
export function ownersOf({ metadata }: Kept): readonly string[] {
  return metadata?.ownerReferences?.map(({ uid }) => uid) ?? NONE;
}

/** Uid of what an event is about; empty for all other kinds. */
export function aboutOf({ involvedObject }: Kept): string {
  return involvedObject?.uid ?? '';
}

/** Keys of the narrow questions that find an object. */
export function keysOfKept(kept: Kept): string[] {
  return keysOf({
    name: nameOf(kept),
    labels: labelsOf(kept),
    ownerUids: ownersOf(kept),
    aboutUid: aboutOf(kept),
  });
}
