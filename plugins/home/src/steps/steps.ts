import type { Entity } from '@backstage/catalog-model';

/** Names the part that an entity plays in the first minute: `open` or `break`. */
export const firstStepAnnotation = 'pilothouse.dev/first-step';

/** Things to try in the first minute. */
export type Step =
  | { readonly id: 'open'; readonly entity: Entity; readonly url: string }
  | { readonly id: 'break'; readonly entity: Entity; readonly url?: string }
  | { readonly id: 'create' };

/** What a person has done with the things to try. */
export interface Progress {
  readonly done: readonly string[];
  readonly dismissed: boolean;
}

/** What a person has done before they did anything. */
export const untouched: Progress = { done: [], dismissed: false };

/** Reads what was stored; what is not understood counts as untouched. */
export function readProgress(stored: unknown): Progress {
  if (typeof stored !== 'object' || stored === null) {
    return untouched;
  }
  const done: unknown = 'done' in stored ? stored.done : [];
  return {
    done: Array.isArray(done)
      ? done.filter((id): id is string => typeof id === 'string')
      : [],
    dismissed: 'dismissed' in stored && stored.dismissed === true,
  };
}

/**
 * The things to try that are left: none where there are no samples to try them on, when
 * all were done, or when the person wants to see them no more. Nobody is sent to create
 * something where there is no template.
 *
 * @param entities - those that carry {@link firstStepAnnotation}, and templates
 */
export function stepsLeft(
  entities: readonly Entity[],
  progress: Progress,
): Step[] {
  const samples = entities.filter(({ kind }) => kind !== 'Template');
  if (progress.dismissed || samples.length === 0) {
    return [];
  }
  const steps: Step[] = samples
    .flatMap(toStep)
    .sort((a, b) => rank(a) - rank(b));
  if (samples.length < entities.length) {
    steps.push({ id: 'create' });
  }
  return steps.filter(({ id }) => !progress.done.includes(id));
}

function toStep(entity: Entity): Step[] {
  const url = entity.metadata.links?.[0]?.url;
  switch (entity.metadata.annotations?.[firstStepAnnotation]) {
    case 'open':
      return url ? [{ id: 'open', entity, url }] : [];
    case 'break':
      return [{ id: 'break', entity, url }];
    default:
      return [];
  }
}

function rank({ id }: Step): number {
  return id === 'open' ? 0 : 1;
}
