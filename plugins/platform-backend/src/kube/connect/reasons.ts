import type { SilenceReason } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const words = {
  refused: 'connection refused',
  'broken-off': 'the connection broke off',
  'no-route': 'there is no route to it',
  'unknown-name': 'its name cannot be resolved',
  'no-answer': 'it does not answer',
  'certificate-expired': 'its certificate has expired',
  'certificate-not-yet-valid': 'its certificate is not valid yet',
  'certificate-of-another': 'its certificate is for another name',
  'certificate-untrusted':
    'its certificate is not signed by the authority that is configured for it',
  'authority-unreadable':
    'the file of its certificate authority cannot be read',
} satisfies Partial<Record<SilenceReason, string>>;

const byCode: Readonly<Record<string, keyof typeof words>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'broken-off',
  EPIPE: 'broken-off',
  UND_ERR_SOCKET: 'broken-off',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'unknown-name',
  ETIMEDOUT: 'no-answer',
  UND_ERR_CONNECT_TIMEOUT: 'no-answer',
  UND_ERR_HEADERS_TIMEOUT: 'no-answer',
  UND_ERR_BODY_TIMEOUT: 'no-answer',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-of-another',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  ENOENT: 'authority-unreadable',
  EACCES: 'authority-unreadable',
};

/** Said more closely than what the reason comes to. */
const closer: Readonly<Record<string, string>> = {
  UND_ERR_BODY_TIMEOUT: 'it fell silent',
};

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
  const reason = byCode[code];
  return (
    closer[code] ?? (reason ? words[reason] : `the request failed with ${code}`)
  );
}

/** What a connection failed for, where that is known. */
export function silenceOf(error: unknown): SilenceReason | undefined {
  return byCode[codeOf(error) ?? ''];
}

/** Where a request ended with these, there was a way on which it may have gone. */
const underWay: ReadonlySet<SilenceReason> = new Set([
  'broken-off',
  'no-answer',
]);

/** Whether what was sent may have come to the other side before the connection failed. */
export function mayHaveArrived(error: unknown): boolean {
  const reason = silenceOf(error);
  return (
    codeOf(error) !== 'UND_ERR_CONNECT_TIMEOUT' &&
    (reason === undefined || underWay.has(reason))
  );
}

/** A reason that others wrote, without what could be a token or a key. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/-----BEGIN[\s\S]*?(-----END [A-Z ]+-----|$)/g, '…')
    .replace(/[\w+/=~-]{32,}(\.[\w+/=~-]+)*/g, '…')
    .slice(0, 500);
}
