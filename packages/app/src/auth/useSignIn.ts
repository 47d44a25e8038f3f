import { UserIdentity } from '@backstage/core-components';
import {
  configApiRef,
  discoveryApiRef,
  useApi,
  type BackstageIdentityResponse,
  type ProfileInfo,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { singleSignOnApiRef, type SingleSignOnApi } from './api';
import { decideSignIn } from './decide';
import { ofSession, probeSession, type SessionState } from './lasting';
import { signInMemory } from './memory';
import { outage } from './Outage';
import { tellSignedOut, whenSignedOutElsewhere } from './otherTabs';
import { probeSingleSignOn, whenReachable, type Reach } from './reach';

/** What the sign-in page shows. */
export type SignInView =
  | { readonly kind: 'checking' | 'going' | 'signedOut' }
  | {
      readonly kind: 'failed';
      readonly because:
        | 'refused'
        | 'noSession'
        | Exclude<Reach['kind'], 'reachable'>;
      readonly message?: string;
    };

/** Signs in by itself where it may; `start` does so at the person's wish, and never rejects. */
export function useSignIn(onSignInSuccess: SignInPageProps['onSignInSuccess']) {
  const sso = useApi(singleSignOnApiRef);
  const discovery = useApi(discoveryApiRef);
  const environment =
    useApi(configApiRef).getOptionalString('auth.environment') ?? 'development';
  const [view, setView] = useState<SignInView>({ kind: 'checking' });

  const stopWaiting = useRef(() => {});
  const waitUntilReachable = useCallback(
    (goOn: () => Promise<void>) => {
      stopWaiting.current();
      const probe = async () =>
        probeSingleSignOn(await discovery.getBaseUrl('auth'), environment);
      stopWaiting.current = whenReachable(probe, goOn);
    },
    [discovery, environment],
  );
  useEffect(() => () => stopWaiting.current(), []);

  const start = useCallback(async () => {
    stopWaiting.current();
    setView({ kind: 'going' });
    try {
      const reach = await probeSingleSignOn(
        await discovery.getBaseUrl('auth'),
        environment,
      );
      if (reach.kind !== 'reachable') {
        const { kind, message } = reach;
        setView({ kind: 'failed', because: kind, message });
        if (kind !== 'notStarted') waitUntilReachable(start);
        return;
      }
      forgetRefusal();
      signInMemory.noteAttempt(Date.now());
      await sso.getBackstageIdentity({ instantPopup: true });
    } catch (error) {
      setView({
        kind: 'failed',
        because: 'notStarted',
        message: String(error),
      });
    }
  }, [discovery, environment, sso, waitUntilReachable]);

  const arrive = useCallback(async () => {
    const probe = async () =>
      probeSession(await discovery.getBaseUrl('auth'), environment);
    const entry = await enter(sso, probe);
    if (!entry && (await probe()) === 'user-center-away') {
      setView({ kind: 'failed', because: 'userCenterUnreachable' });
      outage.begin(probe);
      return;
    }
    const step = decideSignIn(
      {
        hasSession: entry !== undefined,
        refusal: refusal(),
        signedOut: signInMemory.signedOut(),
        lastAttempt: signInMemory.lastAttempt(),
      },
      Date.now(),
    );
    if (entry) {
      signInMemory.noteEntered();
      forgetRefusal();
      whenSignedOutElsewhere(leave);
      onSignInSuccess(entry);
    } else if (step.kind === 'go') {
      await start();
    } else if (step.kind === 'fail') {
      setView({ ...step, kind: 'failed' });
    } else {
      setView({ kind: 'signedOut' });
    }
  }, [discovery, environment, onSignInSuccess, sso, start]);

  const arrived = useRef(false);
  useEffect(() => {
    const tryToArrive = (): Promise<void> =>
      arrive().catch(error => {
        setView({
          kind: 'failed',
          because: 'portalUnreachable',
          message: String(error),
        });
        waitUntilReachable(tryToArrive);
      });
    if (!arrived.current) {
      arrived.current = true;
      void tryToArrive();
    }
    return outage.subscribe(() => {
      if (!outage.since) void tryToArrive();
    });
  }, [arrive, waitUntilReachable]);

  return { view, start };
}

async function enter(sso: SingleSignOnApi, probe: () => Promise<SessionState>) {
  const identity = ofSession<BackstageIdentityResponse>({
    ask: options => sso.getBackstageIdentity(options),
    holds: ({ expiresAt }) =>
      expiresAt !== undefined && expiresAt.getTime() > Date.now(),
    outage,
    probe,
  });
  const profile = ofSession<ProfileInfo>({
    ask: options => sso.getProfile(options),
    holds: () => true,
    outage,
    probe,
  });
  const session = await sso.getBackstageIdentity({ optional: true });
  if (!session) {
    return undefined;
  }
  return UserIdentity.create({
    identity: session.identity,
    profile: await sso.getProfile({ optional: true }),
    authApi: {
      getBackstageIdentity: identity,
      getProfile: profile,
      signIn: () => sso.signIn(),
      sessionState$: () => sso.sessionState$(),
      signOut: async () => {
        signInMemory.noteSignedOut();
        await sso.signOut();
        tellSignedOut(Date.now());
      },
    },
  });
}

/** The session of the browser has ended: nothing of it stays on the screen. */
function leave() {
  signInMemory.noteSignedOut();
  window.location.assign('/');
}

function refusal(): string | undefined {
  return new URLSearchParams(window.location.search).get('error') ?? undefined;
}

function forgetRefusal() {
  const url = new URL(window.location.href);
  if (url.searchParams.has('error')) {
    url.searchParams.delete('error');
    window.history.replaceState(window.history.state, '', url);
  }
}
