import { ofSession, probeSession, type SessionState } from './lasting';

interface Case {
  title: string;
  /** What the stock API answers when it may not ask the person, in turn. */
  quietly: (string | undefined)[];
  state: SessionState;
  gets: string;
  asksThePerson: boolean;
}

const cases: Case[] = [
  {
    title: 'a session that goes on is used without a further question',
    quietly: ['Lin'],
    state: 'unknown',
    gets: 'Lin',
    asksThePerson: false,
  },
  {
    title:
      'a portal that does not answer is said, and nobody is asked to sign in',
    quietly: [undefined],
    state: 'unknown',
    gets: 'does not answer',
    asksThePerson: false,
  },
  {
    title: 'a portal that is back in between is believed',
    quietly: [undefined, 'Lin'],
    state: 'there',
    gets: 'Lin',
    asksThePerson: false,
  },
  {
    title: 'a session that ended makes the person sign in',
    quietly: [undefined],
    state: 'ended',
    gets: 'signed in again',
    asksThePerson: true,
  },
];

it.each(cases)('$title', async ({ quietly, state, gets, asksThePerson }) => {
  const signIn = jest.fn(async () => 'signed in again');
  const answers = [...quietly];
  const result = ofSession(
    options =>
      options?.optional ? Promise.resolve(answers.shift()) : signIn(),
    async () => state,
  );
  expect(await result.catch(String)).toContain(gets);
  expect(signIn).toHaveBeenCalledTimes(asksThePerson ? 1 : 0);
});

describe('what the portal says of a session', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each<[string, () => Promise<Response>, SessionState]>([
    ['a new token', async () => Response.json({}), 'there'],
    ['401', async () => new Response('', { status: 401 }), 'ended'],
    [
      '503 while it starts',
      async () => new Response('', { status: 503 }),
      'unknown',
    ],
    [
      'nothing',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'unknown',
    ],
  ])('%s', async (_, answer, state) => {
    const asked = jest.spyOn(global, 'fetch').mockImplementation(answer);
    expect(await probeSession('http://portal/api/auth', 'x')).toBe(state);
    expect(asked.mock.calls[0]?.[0]).toBe(
      'http://portal/api/auth/oidc/refresh?optional=&env=x',
    );
  });
});
