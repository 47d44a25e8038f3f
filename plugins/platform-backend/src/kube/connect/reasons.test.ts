import type { SilenceReason } from '@pilothouse/plugin-platform-common';
import {
  codeOf,
  connectionReason,
  mayHaveArrived,
  silenceOf,
  withoutSecrets,
} from './reasons';

const coded = (code: string, message = 'Bearer abc') =>
  Object.assign(new Error(message), { code });

describe('why a connection failed', () => {
  it.each<[string, unknown, string, SilenceReason | undefined]>([
    ['refused', coded('ECONNREFUSED'), 'connection refused', 'refused'],
    [
      'refused at each address',
      new AggregateError([coded('ECONNREFUSED')]),
      'connection refused',
      'refused',
    ],
    [
      'caused by another',
      new Error('x', { cause: coded('ENOTFOUND') }),
      'its name cannot be resolved',
      'unknown-name',
    ],
    [
      'untrusted',
      coded('SELF_SIGNED_CERT_IN_CHAIN'),
      'its certificate is not signed by the authority that is configured for it',
      'certificate-untrusted',
    ],
    [
      'silent in the middle',
      coded('UND_ERR_BODY_TIMEOUT'),
      'it fell silent',
      'no-answer',
    ],
    [
      'unknown',
      coded('ESTRANGE'),
      'the request failed with ESTRANGE',
      undefined,
    ],
    [
      'without a code',
      new Error('Bearer abc'),
      'the request failed',
      undefined,
    ],
    ['nothing', undefined, 'the request failed', undefined],
  ])('%s', (_, error, expected, reason) => {
    expect(connectionReason(error)).toBe(expected);
    expect(silenceOf(error)).toBe(reason);
  });

  it('has no code where that is a number, as in an abort', () => {
    expect(codeOf(new DOMException('aborted', 'AbortError'))).toBeUndefined();
  });
});

it.each([
  ['ECONNREFUSED', false],
  ['ENOTFOUND', false],
  ['CERT_HAS_EXPIRED', false],
  ['UND_ERR_CONNECT_TIMEOUT', false],
  ['UND_ERR_HEADERS_TIMEOUT', true],
  ['UND_ERR_BODY_TIMEOUT', true],
  ['UND_ERR_SOCKET', true],
  ['ECONNRESET', true],
  ['ESTRANGE', true],
])('after %s, what was sent may have arrived: %s', (code, may) => {
  expect(mayHaveArrived(coded(code))).toBe(may);
});

describe('a reason of others', () => {
  it.each([
    [
      'a token',
      'no: eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMyJ9.eyJzdWIiOiJwb3J0YWwifQ.c2lnbmF0dXJl',
    ],
    [
      'a key',
      'no: -----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----',
    ],
    ['half a key', 'no: -----BEGIN EC PRIVATE KEY-----\nMHcCAQ'],
  ])('does not tell %s', (_, text) => {
    expect(withoutSecrets(text)).toBe('no: …');
  });

  it('is told otherwise', () => {
    const text = 'exec: "aws" was not found in /usr/local/bin';
    expect(withoutSecrets(text)).toBe(text);
  });
});
