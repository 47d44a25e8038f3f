import type { ManagedFieldsEntry } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '@pilothouse/plugin-platform-node';

/** Name by which the portal owns fields. */
export const fieldManager = 'pilothouse';

/** A name of a field, or what marks an element of a list, for example `{ name: 'app' }`. */
export type FieldStep = string | Readonly<Record<string, string>>;

/** Who has set a field, by the API server's books. */
export function ownersOf(
  { metadata }: KubeObject,
  path: readonly FieldStep[],
): string[] {
  return (metadata?.managedFields ?? [])
    .filter(({ fieldsV1 }) => hasField(fieldsV1, path))
    .flatMap(({ manager }) => manager ?? []);
}

/**
 * Who besides the portal goes on wanting a field, or a part of it, when the portal does no
 * longer.
 */
export function othersWanting(
  { metadata }: KubeObject,
  path: readonly string[],
): string[] {
  const others = (metadata?.managedFields ?? []).filter(
    entry => !isOwnApply(entry) && !entry.subresource,
  );
  return others
    .filter(
      ({ fieldsV1 }) => hasField(fieldsV1, path) || isWhole(fieldsV1, path),
    )
    .flatMap(({ manager }) => manager ?? []);
}

/** Whether the portal has applied a field, so that leaving it out would remove it. */
export function hasApplied(
  { metadata }: KubeObject,
  path: readonly string[],
): boolean {
  return (metadata?.managedFields ?? []).some(
    entry => isOwnApply(entry) && hasField(entry.fieldsV1, path),
  );
}

function isOwnApply(entry: ManagedFieldsEntry): boolean {
  return (
    entry.manager === fieldManager &&
    entry.operation === 'Apply' &&
    !entry.subresource
  );
}

/** Whether a field is in a set of fields, as `managedFields` writes such sets. */
function hasField(fields: unknown, path: readonly FieldStep[]): boolean {
  let at: unknown = fields;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) {
      return false;
    }
    const key =
      typeof step === 'string' ? `f:${step}` : `k:${JSON.stringify(step)}`;
    at = new Map<string, unknown>(Object.entries(at)).get(key);
  }
  return at !== undefined;
}

/** Whether something is set as a whole in which a field lies. */
function isWhole(fields: unknown, path: readonly string[]): boolean {
  return path.some((_, i) => {
    let at: unknown = fields;
    for (const step of path.slice(0, i + 1)) {
      at = Reflect.get(Object(at), `f:${step}`);
    }
    return at !== undefined && Object.keys(Object(at)).length === 0;
  });
}
