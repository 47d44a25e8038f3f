import type { InstanceRef } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

const stillGoodMs = 30_000;
const againMs = 10_000;

/**
 * What the person may do to an instance; undefined until it is known.
 *
 * @param deletion - when it is to be deleted: what was known before says nothing of that
 * @param follow - whether what is known of its deletion changes while one looks
 */
export function useAbilities(
  ref: InstanceRef,
  deletion?: string,
  follow = false,
) {
  const client = usePlatformClient();
  const { data } = usePlatformQuery({
    queryKey: ['marketplace.abilities', ref, deletion],
    queryFn: ({ signal }) => client.marketplace.abilities(ref, { signal }),
    staleTime: stillGoodMs,
    ...(follow && { refetchInterval: againMs }),
  });
  return data;
}
