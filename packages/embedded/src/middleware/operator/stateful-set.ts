import { createHash } from 'node:crypto';
import type { Claim, StatefulSet } from './objects.ts';

/** Annotation that tells a StatefulSet made from another specification. */
const HASH = 'pilothouse.dev/specification';

/**
 * Marks a StatefulSet with what it was made from. Its claims are those of the one that is
 * there, because they can no longer be changed.
 */
export function marked(
  wanted: StatefulSet,
  stored: StatefulSet | undefined,
): StatefulSet {
  const { spec, metadata } = wanted;
  const kept = stored?.spec?.volumeClaimTemplates?.map(template);
  const made = {
    ...spec,
    volumeClaimTemplates: kept ?? spec?.volumeClaimTemplates?.map(template),
  } as NonNullable<StatefulSet['spec']>;
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  const annotations = { ...metadata?.annotations, [HASH]: hash.slice(0, 16) };
  return { ...wanted, metadata: { ...metadata, annotations }, spec: made };
}

/** Whether a StatefulSet was made from what is wanted now. */
export function isAsWanted(
  stored: StatefulSet | undefined,
  wanted: StatefulSet,
): boolean {
  const hash = (of: StatefulSet | undefined) =>
    of?.metadata?.annotations?.[HASH];
  return stored !== undefined && hash(stored) === hash(wanted);
}

/** What a person decides of a claim, without what the API server adds. */
function template({ metadata, spec }: Claim): Claim {
  const { name, labels } = metadata ?? {};
  const { accessModes, resources, storageClassName } = spec ?? {};
  return {
    metadata: { name, labels },
    spec: { accessModes, resources, storageClassName },
  };
}
