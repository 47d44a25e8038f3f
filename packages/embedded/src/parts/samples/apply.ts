import { createHash } from 'node:crypto';
import { applyManifests, type Manifest } from '../../kube/apply.ts';
import { isKubeError } from '../../kube/rest.ts';
import { readIfExists, writeAtomic } from '../../platform/files.ts';

export const FIELD_MANAGER = 'pilothouse-samples';

/** What applying the samples did. */
export type ApplyOutcome =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'applied';
      /** Objects left as they are, because a person set a field that the samples set too. */
      readonly kept: readonly string[];
    };

/** What applying needs. */
export interface ApplySamples {
  readonly objects: readonly Manifest[];
  readonly kubeconfig: string;
  /** File that remembers what was applied last. */
  readonly memory: string;
}

/**
 * Applies the samples when they are not those of last time. What a person did to them in
 * between stays: an object that was deleted is not made again as long as the samples are
 * the same, and of changed samples an object with a conflicting field is left alone.
 */
export async function applySamples(
  { objects, kubeconfig, memory }: ApplySamples,
  apply: typeof applyManifests = applyManifests,
): Promise<ApplyOutcome> {
  const hash = createHash('sha256')
    .update(JSON.stringify(objects))
    .digest('hex');
  if ((await readIfExists(memory)) === hash) return { kind: 'unchanged' };
  const kept: string[] = [];
  for (const object of objects) {
    try {
      await apply([object], { kubeconfig, fieldManager: FIELD_MANAGER });
    } catch (error) {
      if (!isKubeError(error, 409)) throw error;
      kept.push(describe(object));
    }
  }
  await writeAtomic(memory, hash);
  return { kind: 'applied', kept };
}

/** Those of the objects that were applied now, neither earlier nor left to a person. */
export function appliedOf(
  objects: readonly Manifest[],
  outcome: ApplyOutcome,
): readonly Manifest[] {
  if (outcome.kind === 'unchanged') return [];
  return objects.filter(object => !outcome.kept.includes(describe(object)));
}

/** What a person reads about it in the part's log. */
export function describeOutcome(outcome: ApplyOutcome): string {
  if (outcome.kind === 'unchanged') {
    return 'The samples are those of the last start; nothing was applied.\n';
  }
  const kept = outcome.kept.map(
    name =>
      `${name} was left as it is: a field of it was set by somebody else.\n`,
  );
  return `The samples were applied.\n${kept.join('')}`;
}

function describe({ kind, metadata }: Manifest): string {
  const { namespace, name } = metadata;
  return [kind, namespace, name].filter(Boolean).join(' ');
}
