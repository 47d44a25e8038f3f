import type { Teams } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

/** How often it is asked whether something is known by now, in ms. */
const againMs = 5_000;

/** What the portal knows of this person's teams, asked again and again. */
export function useTeams() {
  const client = usePlatformClient();
  return usePlatformQuery<Teams>({
    queryKey: ['people.teams'],
    queryFn: ({ signal }) => client.people.teams(undefined, { signal }),
    refetchInterval: againMs,
  });
}
