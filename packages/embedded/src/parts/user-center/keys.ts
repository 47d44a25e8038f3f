import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import {
  ensurePrivateDir,
  ensureSecret,
  readIfExists,
  writeAtomic,
} from '../../platform/files.ts';
import { stateFiles } from './settings.ts';

const signingKeysSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })).min(1),
});

/** Private JSON Web Key Set (RFC 7517) that signs the ID tokens. */
export type SigningKeys = z.infer<typeof signingKeysSchema>;

export interface Keys {
  readonly signingKeys: SigningKeys;
  readonly cookieKey: string;
  readonly clientSecret: string;
  readonly gitClientSecret: string;
  readonly scimToken: string;
}

/** Makes at first start, and afterwards reads, every secret of the user center. */
export async function ensureKeys(stateDir: string): Promise<Keys> {
  await ensurePrivateDir(stateDir);
  const files = stateFiles(stateDir);
  return {
    signingKeys: await ensureSigningKeys(files.signingKeys),
    cookieKey: await ensureSecret(files.cookieKey),
    clientSecret: await ensureSecret(files.clientSecret),
    gitClientSecret: await ensureSecret(files.gitClientSecret),
    scimToken: await ensureSecret(files.scimToken),
  };
}

async function ensureSigningKeys(path: string): Promise<SigningKeys> {
  const known = await readIfExists(path);
  if (known !== undefined) return signingKeysSchema.parse(JSON.parse(known));
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  const jwk = privateKey.export({ format: 'jwk' });
  const keys = {
    keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: randomUUID() }],
  };
  await writeAtomic(path, JSON.stringify(keys));
  return signingKeysSchema.parse(keys);
}
