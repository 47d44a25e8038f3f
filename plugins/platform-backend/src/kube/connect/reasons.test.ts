import { codeOf, connectionReason, withoutSecrets } from './reasons';

const coded = (code: string, message = 'Bearer abc') =>
  Object.assign(new Error(message), { code });

describe('why a connection failed', () => {
  it.each<[string, unknown, string]>([
    ['refused', coded('ECONNREFUSED'), 'connection refused'],
    [
      'refused at each address',
      new AggregateError([coded('ECONNREFUSED')]),
      'connection refused',
    ],
    [
      'caused by another',
      new Error('x', { cause: coded('ENOTFOUND') }),
      'its name cannot be resolved',
    ],
    [
      'untrusted',
      coded('SELF_SIGNED_CERT_IN_CHAIN'),
      'its certificate is not signed by the authority that is configured for it',
    ],
    ['unknown', coded('ESTRANGE'), 'the request failed with ESTRANGE'],
    ['without a code', new Error('Bearer abc'), 'the request failed'],
    ['nothing', undefined, 'the request failed'],
  ])('%s', (_, error, expected) => {
    expect(connectionReason(error)).toBe(expected);
  });

  it('has no code where that is a number, as in an abort', () => {
    expect(codeOf(new DOMException('aborted', 'AbortError'))).toBeUndefined();
  });
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
