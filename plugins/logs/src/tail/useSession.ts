import type { TailRequest } from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { Session } from './Session';
import type { TailState } from './LogTail';

/**
 * Follows what is asked for as long as the page is shown; something else begins anew.
 *
 * @param request - compared by content
 */
export function useSession(request: TailRequest): {
  session: Session;
  state: TailState;
} {
  const client = usePlatformClient();
  const key = JSON.stringify(request);
  const session = useMemo(() => {
    const asked: TailRequest = JSON.parse(key);
    return new Session(asked, (positioned, signal) =>
      client.logs.tail(positioned, { signal }),
    );
  }, [client, key]);
  useEffect(() => session.readOn(document), [session]);
  const state = useSyncExternalStore(session.subscribe, session.state);
  return { session, state };
}
