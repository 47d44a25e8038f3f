import { z } from 'zod';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it fell silent',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ENOENT: 'the file of its certificate authority cannot be read',
  EACCES: 'the file of its certificate authority cannot be read',
};

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const inner = z.object({
  code: z.string().optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
  cause: z.unknown().optional(),
});

/** The code of an error, or of what caused it. */
export function codeOf(error: unknown): string | undefined {
  const parsed = inner.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, errors, cause } = parsed.data;
  if (code !== undefined) return code;
  const deeper = errors?.[0] ?? cause;
  return deeper === undefined ? undefined : codeOf(deeper);
}

/**
 * Why a connection failed. Only known words are used, as an error's own message may hold
 * what nobody should read.
 */
export function connectionReason(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return 'the request failed';
  if (untrusted.has(code)) {
    return 'its certificate is not signed by the authority that is configured for it';
  }
  return reasons[code] ?? `the request failed with ${code}`;
}

/** A reason that others wrote, without what could be a token or a key. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/-----BEGIN[\s\S]*?(-----END [A-Z ]+-----|$)/g, '…')
    .replace(/[\w+/=~-]{32,}(\.[\w+/=~-]+)*/g, '…')
    .slice(0, 500);
}
