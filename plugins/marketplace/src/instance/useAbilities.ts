import type { Instance } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

const stillGoodMs = 30_000;
const againMs = 10_000;

/**
 * What the person may do to an instance; undefined until it is known.
 *
 * @param instance - as it is now: once it is taken over, more can be done to it
 * @param deletion - when it is to be deleted: what was known before says nothing of that
 * @param follow - whether what is known of its deletion changes while one looks
 */
export function useAbilities(
  { ref, byHand }: Pick<Instance, 'ref' | 'byHand'>,
  deletion?: string,
  follow = false,
) {
  const client = usePlatformClient();
  const { data } = usePlatformQuery({
    queryKey: ['marketplace.abilities', ref, byHand === true, deletion],
    queryFn: ({ signal }) => client.marketplace.abilities(ref, { signal }),
    staleTime: stillGoodMs,
    ...(follow && { refetchInterval: againMs }),
  });
  return data;
}
