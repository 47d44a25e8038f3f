import { ofSession, probeSession, type SessionState } from './lasting';
import { Outage } from './Outage';

interface Case {
  title: string;
  /** What was answered before. */
  before?: string;
  isOutage?: boolean;
  /** What the stock API answers when it may not ask the person, in turn. */
  quietly: (string | undefined)[];
  state: SessionState;
  gets: string;
  asksThePerson?: boolean;
  beginsOutage?: boolean;
}

const cases: Case[] = [
  {
    title: 'a session that goes on is used without a further question',
    quietly: ['Lin'],
    state: 'unknown',
    gets: 'Lin',
  },
  {
    title:
      'a portal that does not answer is said, and nobody is asked to sign in',
    before: 'old',
    quietly: [undefined],
    state: 'unknown',
    gets: 'portal does not answer',
  },
  {
    title: 'what was answered before is used for as long as it holds',
    before: 'lasting',
    quietly: [undefined],
    state: 'unknown',
    gets: 'lasting',
  },
  {
    title: 'a portal that is back in between is believed',
    quietly: [undefined, 'Lin'],
    state: 'there',
    gets: 'Lin',
  },
  {
    title: 'a session that ended makes the person sign in',
    before: 'lasting',
    quietly: [undefined],
    state: 'ended',
    gets: 'signed in again',
    asksThePerson: true,
  },
  {
    title: 'a user center that is away begins an outage',
    before: 'lasting',
    quietly: [undefined],
    state: 'user-center-away',
    gets: 'lasting',
    beginsOutage: true,
  },
  {
    title: 'during an outage nobody is asked',
    before: 'old',
    isOutage: true,
    quietly: ['Lin'],
    state: 'there',
    gets: 'user center does not answer',
  },
];

it.each(cases)('$title', async expected => {
  const signIn = jest.fn(async () => 'signed in again');
  const begin = jest.fn();
  const answers = [expected.before, ...expected.quietly];
  const outage: { begin: typeof begin; since?: Date } = { begin };
  const ask = ofSession({
    ask: options =>
      options?.optional ? Promise.resolve(answers.shift()) : signIn(),
    holds: known => known === 'lasting',
    outage: {
      begin,
      get since() {
        return outage.since;
      },
    },
    probe: async () => expected.state,
  });
  if (expected.before) await ask();
  else answers.shift();
  if (expected.isOutage) outage.since = new Date();
  expect(await ask().catch(String)).toContain(expected.gets);
  expect(signIn).toHaveBeenCalledTimes(expected.asksThePerson ? 1 : 0);
  expect(begin).toHaveBeenCalledTimes(expected.beginsOutage ? 1 : 0);
});

describe('an outage', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<SessionState>(['there', 'ended'])(
    'is over when the session is %s, and not before',
    async last => {
      jest.useFakeTimers();
      const states: SessionState[] = ['user-center-away', 'unknown', last];
      const probe = jest.fn(async () => states.shift() ?? 'there');
      const heard: boolean[] = [];
      const outage = new Outage();
      outage.subscribe(() => heard.push(outage.since !== undefined));
      outage.begin(probe);
      outage.begin(probe);
      await jest.advanceTimersByTimeAsync(10_000);
      expect(heard).toEqual([true]);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(heard).toEqual([true, false]);
      expect(probe).toHaveBeenCalledTimes(3);
    },
  );

  it('is looked at again after a look that failed', async () => {
    jest.useFakeTimers();
    const probe = jest.fn(async (): Promise<SessionState> => 'there');
    probe.mockRejectedValueOnce(new Error('no address of the portal'));
    const outage = new Outage();
    outage.begin(probe);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(outage.since).toBeDefined();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(outage.since).toBeUndefined();
  });
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
      '503 as the user center is away',
      async () =>
        Response.json(
          { error: { name: 'UserCenterAwayError' } },
          { status: 503 },
        ),
      'user-center-away',
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
