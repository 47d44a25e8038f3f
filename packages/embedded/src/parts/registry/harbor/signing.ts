import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
} from 'node:crypto';
import { TOKEN_ISSUER, TOKEN_SERVICE } from './settings.ts';

const KEY_ID = 'pilothouse';
const MINUTES = 10;

/** What a token lets its holder do with one repository. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** A new private key, as text to be kept. */
export function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

/** What the registry behind checks tokens with. */
export function keySetOf(key: string): string {
  const jwk = createPublicKey(keyFrom(key)).export({ format: 'jwk' });
  const described = { ...jwk, kid: KEY_ID, alg: 'ES256', use: 'sig' };
  return JSON.stringify({ keys: [described] });
}

/** Signs what somebody may do; the registry behind holds them to it. */
export function signToken(
  key: string,
  subject: string,
  access: readonly Access[],
  now: Date,
): { token: string; expires_in: number; issued_at: string } {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: TOKEN_ISSUER,
    aud: [TOKEN_SERVICE],
    sub: subject,
    iat: seconds,
    nbf: seconds,
    exp: seconds + MINUTES * 60,
    access,
  };
  const head = { alg: 'ES256', typ: 'JWT', kid: KEY_ID };
  const text = [head, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), {
    key: keyFrom(key),
    dsaEncoding: 'ieee-p1363',
  });
  return {
    token: `${text}.${signature.toString('base64url')}`,
    expires_in: MINUTES * 60,
    issued_at: now.toISOString(),
  };
}

function keyFrom(key: string) {
  const jwk: JsonWebKey = JSON.parse(key);
  return createPrivateKey({ key: jwk, format: 'jwk' });
}
