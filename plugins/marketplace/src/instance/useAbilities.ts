import type { InstanceRef } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

const stillGoodMs = 30_000;

/** What the person may do to an instance; undefined until it is known. */
export function useAbilities(ref: InstanceRef) {
  const client = usePlatformClient();
  const { data } = usePlatformQuery({
    queryKey: ['marketplace.abilities', ref],
    queryFn: ({ signal }) => client.marketplace.abilities(ref, { signal }),
    staleTime: stillGoodMs,
  });
  return data;
}
