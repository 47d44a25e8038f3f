import { z } from 'zod';
import type { Credential } from './registry-client.ts';

const configSchema = z.object({
  auths: z.record(
    z.string(),
    z.object({
      auth: z.string().optional(),
      username: z.string().optional(),
      password: z.string().optional(),
    }),
  ),
});

/** A Secret as far as a pull reads it. */
export interface PullSecret {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * The credentials for a registry in Secrets of the type `kubernetes.io/dockerconfigjson`,
 * in their order. A Secret that holds none, or is not readable as one, gives none, as with
 * a kubelet.
 *
 * @param registry - host with port
 */
export function credentialsIn(
  secrets: readonly PullSecret[],
  registry: string,
): Credential[] {
  return secrets.flatMap(({ data }) => {
    const { auths } = parsed(data?.['.dockerconfigjson']) ?? { auths: {} };
    return Object.entries(auths)
      .filter(([key]) => hostOf(key) === registry)
      .flatMap(([, entry]) => credentialOf(entry));
  });
}

function parsed(
  encoded: string | undefined,
): z.infer<typeof configSchema> | undefined {
  if (!encoded) return undefined;
  try {
    const text = Buffer.from(encoded, 'base64').toString();
    return configSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Keys are written as `host`, `https://host` or `https://host/v1/`. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function credentialOf(entry: {
  auth?: string;
  username?: string;
  password?: string;
}): Credential[] {
  if (entry.auth) {
    const pair = Buffer.from(entry.auth, 'base64').toString();
    const colon = pair.indexOf(':');
    return colon < 0
      ? []
      : [{ username: pair.slice(0, colon), password: pair.slice(colon + 1) }];
  }
  const { username, password } = entry;
  return username && password ? [{ username, password }] : [];
}
