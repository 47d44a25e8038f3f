import type { ManagedFieldsEntry } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '@pilothouse/plugin-platform-node';

/** Name by which the portal owns fields. */
export const fieldManager = 'pilothouse';

/** What keeps an object as it is written elsewhere. */
export type Keeper = 'argo-cd' | 'flux' | 'helm';

const managers: readonly (readonly [RegExp, Keeper])[] = [
  [/^argocd\b|^argo-cd\b/, 'argo-cd'],
  [/^kustomize-controller$|^helm-controller$|^flux\b/, 'flux'],
  [/^helm$/i, 'helm'],
];

/** What keeps an object as git or a chart says, where something does. */
export function keeperOf({ metadata }: KubeObject): Keeper | undefined {
  const { annotations = {}, labels = {} } = metadata ?? {};
  const names = [...Object.keys(annotations), ...Object.keys(labels)];
  if (names.some(name => name.startsWith('argocd.argoproj.io/'))) {
    return 'argo-cd';
  }
  if (names.some(name => /^[a-z]+\.toolkit\.fluxcd\.io\//.test(name))) {
    return 'flux';
  }
  const byManager = managers.find(([pattern]) =>
    (metadata?.managedFields ?? []).some(({ manager }) =>
      pattern.test(manager ?? ''),
    ),
  );
  return byManager?.[1] ?? (isOfHelm(annotations, labels) ? 'helm' : undefined);
}

function isOfHelm(
  annotations: Record<string, string>,
  labels: Record<string, string>,
): boolean {
  return (
    'meta.helm.sh/release-name' in annotations ||
    labels['app.kubernetes.io/managed-by'] === 'Helm'
  );
}

/** Who has set a field, by the API server's books. */
export function ownersOf(
  { metadata }: KubeObject,
  path: readonly string[],
): string[] {
  return (metadata?.managedFields ?? [])
    .filter(({ fieldsV1 }) => hasField(fieldsV1, path))
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
function hasField(fields: unknown, path: readonly string[]): boolean {
  let at: unknown = fields;
  for (const name of path) {
    if (typeof at !== 'object' || at === null) {
      return false;
    }
    at = new Map<string, unknown>(Object.entries(at)).get(`f:${name}`);
  }
  return at !== undefined;
}
