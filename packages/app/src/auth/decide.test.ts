import { decideSignIn, type Arrival } from './decide';

const now = Date.parse('2031-04-01T08:00:00.000Z');
const nothing: Arrival = { hasSession: false, signedOut: false };

describe('decideSignIn', () => {
  it.each<[string, Partial<Arrival>, object]>([
    ['a session lets in', { hasSession: true }, { kind: 'enter' }],
    [
      'a session counts more than an old refusal',
      { hasSession: true, refusal: 'x', signedOut: true },
      { kind: 'enter' },
    ],
    ['no session goes to single sign-on', {}, { kind: 'go' }],
    [
      'whom the portal refused is told why',
      { refusal: 'no such user' },
      { kind: 'fail', because: 'refused', message: 'no such user' },
    ],
    [
      'who signed out is not sent back in',
      { signedOut: true },
      { kind: 'wait', because: 'signedOut' },
    ],
    [
      'who has just come back without a session is not sent in circles',
      { lastAttempt: now - 5_000 },
      { kind: 'fail', because: 'noSession' },
    ],
    [
      'an attempt of long ago does not count',
      { lastAttempt: now - 60_000 },
      { kind: 'go' },
    ],
  ])('%s', (_, arrival, expected) => {
    expect(decideSignIn({ ...nothing, ...arrival }, now)).toEqual(expected);
  });
});
