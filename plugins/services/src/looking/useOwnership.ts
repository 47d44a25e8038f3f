import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';

/** Through what the person who looks owns things, as far as it is known. */
export type Ownership =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'failed';
      readonly because: Error;
      readonly retry: () => void;
    }
  | { readonly kind: 'known'; readonly refs: readonly string[] };

/** References through which the person who looks owns things: themselves and their teams. */
export function useOwnership(): Ownership {
  const identity = useApi(identityApiRef);
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['services', 'ownership'],
    queryFn: async () =>
      (await identity.getBackstageIdentity()).ownershipEntityRefs,
  });
  if (data) {
    return { kind: 'known', refs: data };
  }
  return error
    ? { kind: 'failed', because: error, retry: () => void refetch() }
    : { kind: 'loading' };
}

const nobody: readonly string[] = [];

/** The references; none as long as they are not known. */
export function refsOf(ownership: Ownership): readonly string[] {
  return ownership.kind === 'known' ? ownership.refs : nobody;
}
