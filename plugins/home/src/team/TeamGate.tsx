import { Suspense, type ReactNode } from 'react';
import { useMe } from '../me/useMe';
import { NoTeamPage } from './NoTeamPage';

/**
 * Shows the portal to people who belong to a team, and to others the one page that says
 * whom to ask. Where it cannot be found out, the portal itself shows.
 */
export function TeamGate(props: { children: ReactNode }) {
  const { data: me, isPending } = useMe();
  if (isPending) {
    return null;
  }
  if (me && me.teams.length === 0) {
    // Around all of the portal nothing else waits for the words of a language.
    return (
      <Suspense fallback={null}>
        <NoTeamPage me={me} />
      </Suspense>
    );
  }
  return <>{props.children}</>;
}
