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
  | {
      readonly kind: 'failed';
      /** Those that have not failed for want of another that has. */
      readonly parts: readonly PlatformPart[];
      /** How many others have failed, which need one of these. */
      readonly dependents: number;
    }
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
    failureOf(health.sources),
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

/** What has failed, apart from what needs something else that has. */
function failureOf(
  sources: readonly PartsSource[],
): Extract<Answer, { kind: 'failed' }> {
  const hasFailed = (part: PlatformPart) => statusOfPart(part) === 'failed';
  const failed = sources.flatMap(source => source.parts.filter(hasFailed));
  const first = sources.flatMap(source => {
    const needed = neededBy(source.parts);
    return source.parts.filter(
      part => hasFailed(part) && !needed(part).some(hasFailed),
    );
  });
  const parts = first.length > 0 ? first : failed;
  return { kind: 'failed', parts, dependents: failed.length - parts.length };
}

/** What parts of one source need, directly and through others, themselves left out. */
function neededBy(parts: readonly PlatformPart[]) {
  const byName = new Map(parts.map(part => [part.name, part]));
  return (part: PlatformPart): PlatformPart[] => {
    const found = new Set([part]);
    // What is added while it goes on is come to as well.
    for (const { needs = [] } of found) {
      for (const name of needs) {
        const needed = byName.get(name);
        if (needed) found.add(needed);
      }
    }
    found.delete(part);
    return [...found];
  };
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
