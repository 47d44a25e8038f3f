import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';

const nobody: readonly string[] = [];

/** References through which the person who looks owns things: themselves and their teams. */
export function useOwnership(): readonly string[] {
  const identity = useApi(identityApiRef);
  const { data } = usePlatformQuery({
    queryKey: ['services', 'ownership'],
    queryFn: async () =>
      (await identity.getBackstageIdentity()).ownershipEntityRefs,
  });
  return data ?? nobody;
}
