import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { meFrom } from './me';

/** Who is signed in. */
export function useMe() {
  const identityApi = useApi(identityApiRef);
  return usePlatformQuery({
    queryKey: ['home', 'me'],
    queryFn: async () =>
      meFrom(
        await identityApi.getBackstageIdentity(),
        await identityApi.getProfileInfo(),
      ),
  });
}
