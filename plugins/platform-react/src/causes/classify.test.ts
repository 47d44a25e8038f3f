import {
  endingOf,
  missingCommand,
  probeAnswer,
  pullTrouble,
  signalOf,
} from './classify';

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
  ['HTTP probe failed with statuscode: 500', { kind: 'status', answer: '500' }],
  ['dial tcp: connect: connection refused', { kind: 'refused' }],
  ['command timed out', { kind: 'silent' }],
  ['no answer within 1000 ms', { kind: 'silent' }],
  ['disk is full\nsecond line', { kind: 'said', answer: 'disk is full' }],
  ['x'.repeat(200), { kind: 'said', answer: `${'x'.repeat(120)}…` }],
  [' \n', { kind: 'other' }],
  [undefined, { kind: 'other' }],
])('sorts the answer %j', (said, answer) => {
  expect(probeAnswer(said)).toEqual(answer);
});

it('does not take the sentence around a probe for its answer', () => {
  const sentence = 'Readiness probe failed: ';
  expect(probeAnswer(undefined, sentence)).toEqual({ kind: 'other' });
});

it.each([
  [
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/no/such": stat /no/such: no such file or directory: unknown',
    '/no/such',
  ],
  ['exec: "serve": executable file not found in $PATH: unknown', 'serve'],
  ['cannot run /no/such: No such file or directory', '/no/such'],
  ['exec: "/app": permission denied', undefined],
])('%s names the command %s', (said, command) => {
  expect(missingCommand(said)).toBe(command);
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
