import {
  statusOfPart,
  type PartsSource,
  type PlatformHealth,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';

/** The one line that says how the platform is. The first that applies. */
export type Answer =
  /** Nothing tells of any part. */
  | { readonly kind: 'nothingKnown' }
  | { readonly kind: 'failed'; readonly parts: readonly PlatformPart[] }
  | { readonly kind: 'unheard'; readonly sources: readonly PartsSource[] }
  | { readonly kind: 'stopped'; readonly parts: readonly PlatformPart[] }
  | { readonly kind: 'building'; readonly parts: readonly PlatformPart[] }
  | { readonly kind: 'unknown'; readonly parts: readonly PlatformPart[] }
  | { readonly kind: 'allUp'; readonly parts: readonly PlatformPart[] };

/** Says how the platform is: the worst first, with the parts that it is about. */
export function answerFor(health: PlatformHealth): Answer {
  const parts = health.sources.flatMap(source => source.parts);
  const those = (status: ReturnType<typeof statusOfPart>) =>
    parts.filter(part => statusOfPart(part) === status);
  const unheard = health.sources.filter(
    source => source.knowledge.kind === 'unknown',
  );
  const answers: Answer[] = [
    { kind: 'failed', parts: those('failed') },
    { kind: 'stopped', parts: those('degraded') },
    { kind: 'unknown', parts: those('unknown') },
    { kind: 'building', parts: those('progressing') },
  ];
  const worst = answers.find(
    answer => 'parts' in answer && answer.parts.length > 0,
  );
  if (worst?.kind === 'failed') {
    return worst;
  }
  if (unheard.length > 0) {
    return { kind: 'unheard', sources: unheard };
  }
  if (parts.length === 0) {
    return { kind: 'nothingKnown' };
  }
  return worst ?? { kind: 'allUp', parts };
}

/** Whether everybody should be told, on every page: something is missing or wrong. */
export function concernsEverybody(answer: Answer): boolean {
  return answer.kind === 'failed' || answer.kind === 'building';
}

/** How far the building is as a whole, from 0 to 1, counting finished parts. */
export function overallProgress(health: PlatformHealth): number {
  const parts = health.sources.flatMap(source => source.parts);
  if (parts.length === 0) {
    return 1;
  }
  const done = parts.map(part =>
    part.state === 'ready' ? 1 : part.progress ?? 0,
  );
  return done.reduce((sum, each) => sum + each, 0) / parts.length;
}
