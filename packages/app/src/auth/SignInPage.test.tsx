import {
  configApiRef,
  discoveryApiRef,
  type BackstageIdentityResponse,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { singleSignOnApiRef, type SingleSignOnApi } from './api';
import { signInMemory } from './memory';
import { SignInPage } from './SignInPage';

const session: BackstageIdentityResponse = {
  token: 'token',
  identity: {
    type: 'user',
    userEntityRef: 'user:default/lin.wei',
    ownershipEntityRefs: ['group:default/shop'],
  },
};

type StartAnswer =
  | 'redirect'
  | 'unreachable'
  | { status: number; name?: string; message: string };

/** The portal's auth backend, as the page meets it. */
function authBackend(answer: StartAnswer) {
  jest.spyOn(global, 'fetch').mockImplementation(async () => {
    if (answer === 'unreachable') {
      throw new TypeError('Failed to fetch');
    }
    if (answer === 'redirect') {
      const redirect = new Response(null);
      Object.defineProperty(redirect, 'type', { value: 'opaqueredirect' });
      return redirect;
    }
    const { status, ...error } = answer;
    return Response.json({ error }, { status });
  });
}

function open(language: TestLanguage, known?: BackstageIdentityResponse) {
  const going = jest.fn();
  const onSignInSuccess = jest.fn();
  const sso: SingleSignOnApi = {
    getBackstageIdentity: async options => {
      if (options?.instantPopup) {
        await going();
      }
      return known;
    },
    getProfile: async () => ({ displayName: 'Lin Wei' }),
    getIdToken: async () => '',
    signIn: async () => undefined,
    signOut: async () => undefined,
    sessionState$: () => {
      throw new Error('not followed by this page');
    },
  };
  renderIn(language, <SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [
      [singleSignOnApiRef, sso],
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal/api/auth' }],
      [configApiRef, mockApis.config({ data: { auth: { environment: 'x' } } })],
    ],
  });
  return { going, onSignInSuccess };
}

const words = {
  en: {
    out: 'You are signed out',
    action: 'Sign in with single sign-on',
    userCenter: 'The user center does not answer',
    portal: 'The portal does not answer',
    failed: 'Signing in did not work',
    retry: 'Try again',
  },
  zh: {
    out: '您已退出登录',
    action: '单点登录',
    userCenter: '用户中心没有响应',
    portal: '门户没有响应',
    failed: '登录失败',
    retry: '重试',
  },
};

describe.each(['en', 'zh'] as const)('signing in, in %s', language => {
  const say = words[language];

  beforeEach(() => {
    sessionStorage.clear();
    window.history.replaceState(null, '', '/');
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('goes to the user center by itself', async () => {
    authBackend('redirect');
    const { going } = open(language);
    await waitFor(() => expect(going).toHaveBeenCalledTimes(1));
    expect(signInMemory.lastAttempt()).toBeDefined();
  });

  it('lets in whom the portal still knows', async () => {
    const { going, onSignInSuccess } = open(language, session);
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(going).not.toHaveBeenCalled();
    const identity = onSignInSuccess.mock.calls[0]?.[0];
    await identity.signOut();
    expect(signInMemory.signedOut()).toBe(true);
  });

  it('does not bounce back in who has signed out', async () => {
    signInMemory.noteSignedOut();
    authBackend('redirect');
    const { going } = open(language);
    expect(
      await screen.findByRole('heading', { name: say.out }),
    ).toBeInTheDocument();
    expect(going).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: say.action }));
    await waitFor(() => expect(going).toHaveBeenCalledTimes(1));
    expect(signInMemory.signedOut()).toBe(false);
  });

  it('says what to do when the user center does not answer', async () => {
    authBackend({ status: 500, message: 'connect ECONNREFUSED' });
    const { going } = open(language);
    expect(
      await screen.findByRole('heading', { name: say.userCenter }),
    ).toBeInTheDocument();
    expect(screen.getByText(/ECONNREFUSED/)).toBeInTheDocument();
    authBackend('redirect');
    await userEvent.click(screen.getByRole('button', { name: say.retry }));
    await waitFor(() => expect(going).toHaveBeenCalledTimes(1));
  });

  it('waits for the user center where a session may go on, and goes on by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    authBackend({ status: 503, name: 'UserCenterAwayError', message: 'away' });
    const { going } = open(language);
    expect(
      await screen.findByRole('heading', { name: say.userCenter }),
    ).toBeInTheDocument();
    expect(going).not.toHaveBeenCalled();
    authBackend('redirect');
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    await waitFor(() => expect(going).toHaveBeenCalledTimes(1));
    jest.useRealTimers();
  });

  it.each<[string, StartAnswer, 'userCenter' | 'portal']>([
    ['the user center', { status: 503, message: 'away' }, 'userCenter'],
    ['the portal', 'unreachable', 'portal'],
  ])(
    'goes on by itself when %s is back that was away at the first sign-in',
    async (_, answer, named) => {
      jest.useFakeTimers({ advanceTimers: true });
      authBackend(answer);
      const { going } = open(language);
      expect(
        await screen.findByRole('heading', { name: say[named] }),
      ).toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(12_000));
      expect(going).not.toHaveBeenCalled();
      expect(
        screen.getByRole('heading', { name: say[named] }),
      ).toBeInTheDocument();
      authBackend('redirect');
      await act(() => jest.advanceTimersByTimeAsync(5_000));
      await waitFor(() => expect(going).toHaveBeenCalledTimes(1));
      await act(() => jest.advanceTimersByTimeAsync(20_000));
      expect(going).toHaveBeenCalledTimes(1);
      jest.useRealTimers();
    },
  );

  it('tells the portal that is down from the user center that is', async () => {
    authBackend('unreachable');
    open(language);
    expect(
      await screen.findByRole('heading', { name: say.portal }),
    ).toBeInTheDocument();
  });

  it('does not blame the user center when the portal is not set up', async () => {
    authBackend({ status: 404, message: 'Unknown auth provider' });
    open(language);
    expect(
      await screen.findByRole('heading', { name: say.failed }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Unknown auth provider/)).toBeInTheDocument();
  });

  it('says so, and lets try again, when leaving for the user center fails', async () => {
    signInMemory.noteSignedOut();
    authBackend('redirect');
    const { going } = open(language);
    going.mockRejectedValueOnce(new Error('navigation was blocked'));
    await userEvent.click(
      await screen.findByRole('button', { name: say.action }),
    );
    expect(await screen.findByText(/was blocked/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: say.retry }));
    await waitFor(() => expect(going).toHaveBeenCalledTimes(2));
  });

  it('shows why the portal refused', async () => {
    window.history.replaceState(null, '', '/?error=no+such+user');
    const { going } = open(language);
    expect(
      await screen.findByRole('heading', { name: say.failed }),
    ).toBeInTheDocument();
    expect(screen.getByText('no such user')).toBeInTheDocument();
    expect(going).not.toHaveBeenCalled();
  });
});
