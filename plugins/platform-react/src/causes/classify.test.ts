import { endingOf, probeAnswer, pullTrouble, signalOf } from './classify';

it.each([
  ['manifest for shop/web:9 not found: manifest unknown', 'notFound'],
  ['unexpected status: 404 Not Found', 'notFound'],
  ['repository shop/web does not exist', 'notFound'],
  ['pull access denied for shop/web', 'denied'],
  [
    'failed to pull and unpack image "docker.io/shop/web:9": failed to resolve reference "docker.io/shop/web:9": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'denied',
  ],
  ['unexpected status code 403 Forbidden', 'denied'],
  ['toomanyrequests: You have reached your pull rate limit', 'limited'],
  ['dial tcp 10.0.0.1:443: connect: connection refused', 'unreachable'],
  ['x509: certificate signed by unknown authority', 'unreachable'],
  ['couldn\'t parse image reference "Web:1"', 'invalid'],
  ['something else', 'other'],
  [undefined, 'other'],
])('sorts %j', (said, trouble) => {
  expect(pullTrouble(said)).toBe(trouble);
});

it.each([
  ['HTTP probe failed with statuscode: 500', { kind: 'status', status: '500' }],
  ['dial tcp: connect: connection refused', { kind: 'refused' }],
  ['command timed out', { kind: 'silent' }],
  ['command exited with 1', { kind: 'other' }],
  [undefined, { kind: 'other' }],
])('sorts the answer %j', (said, answer) => {
  expect(probeAnswer(said)).toEqual(answer);
});

it.each([
  [{ exitCode: 0 }, 'success', undefined],
  [{ exitCode: 1 }, 'other', undefined],
  [{ exitCode: 127 }, 'notFound', undefined],
  [{ exitCode: 137 }, 'killed', 'SIGKILL'],
  [{ exitCode: 0, signal: 15 }, 'stopped', 'SIGTERM'],
  [{ exitCode: 139 }, 'fault', 'SIGSEGV'],
  [{ exitCode: 255 }, 'other', undefined],
  [{ signal: 40 }, 'other', 'signal 40'],
  [{}, 'other', undefined],
])('sorts the ending %j', (end, ending, signal) => {
  expect(endingOf(end)).toBe(ending);
  expect(signalOf(end)).toBe(signal);
});
