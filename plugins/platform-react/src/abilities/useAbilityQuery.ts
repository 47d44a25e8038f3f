import type { Ability } from '@pilothouse/plugin-platform-common';
import { messageOf } from '../client/errors';
import { usePlatformQuery } from '../client/hooks';

/** How often it is asked again as long as something of it is not known, in ms. */
const againMs = 3_000;

/**
 * What a person may do, by what they may want to do; `undefined` until it is known. Where
 * it cannot be asked, nothing is allowed, the reason is told, and it is asked again until
 * it is known.
 */
export function useAbilityQuery<
  A extends Readonly<Record<string, Ability>>,
>(options: {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<A>;
  /** The same ability for all that they may want to do. */
  allOf: (ability: Ability) => A;
}): A | undefined {
  const { queryKey, queryFn, allOf } = options;
  const { data, error } = usePlatformQuery<A>({
    queryKey,
    queryFn,
    refetchInterval: ({ status, data: told }) =>
      status === 'error' || (told && !isKnown(told)) ? againMs : false,
  });
  return data ?? (error ? allOf(notKnown(error)) : undefined);
}

function isKnown(abilities: Readonly<Record<string, Ability>>): boolean {
  return Object.values(abilities).every(
    ability => ability.allowed || ability.because.kind !== 'not-known',
  );
}

function notKnown(error: Error): Ability {
  const because = { kind: 'not-known', because: messageOf(error) } as const;
  return { allowed: false, because };
}
