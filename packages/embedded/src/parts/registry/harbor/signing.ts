import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { TOKEN_ISSUER, TOKEN_SERVICE } from './settings.ts';

/** As JSON Web Tokens have signatures. */
const DSA_ENCODING = 'ieee-p1363';
const KEY_ID = 'pilothouse';
const MINUTES = 10;
/** How long after its end the registry behind still takes a token. */
const LEEWAY_SECONDS = 60;

/** What a token lets its holder do with one repository. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

const claimsSchema = z.object({
  iss: z.literal(TOKEN_ISSUER),
  aud: z.array(z.string()),
  sub: z.string(),
  exp: z.number(),
  access: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      actions: z.array(z.string()),
    }),
  ),
});

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
    dsaEncoding: DSA_ENCODING,
  });
  return {
    token: `${text}.${signature.toString('base64url')}`,
    expires_in: MINUTES * 60,
    issued_at: now.toISOString(),
  };
}

/** For whom a token was signed and for what, or undefined when it is not ours or has ended. */
export function readToken(
  key: string,
  token: string,
  now: Date,
): { subject: string; access: readonly Access[] } | undefined {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  const signer = createPublicKey(keyFrom(key));
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: signer, dsaEncoding: DSA_ENCODING },
    Buffer.from(signature, 'base64url'),
  );
  if (!isOurs || more.length > 0) return undefined;
  const { exp, sub, access } = claimsSchema.parse(
    JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
  );
  const isOver = exp + LEEWAY_SECONDS <= now.getTime() / 1000;
  return isOver ? undefined : { subject: sub, access };
}

function keyFrom(key: string) {
  const jwk: JsonWebKey = JSON.parse(key);
  return createPrivateKey({ key: jwk, format: 'jwk' });
}
