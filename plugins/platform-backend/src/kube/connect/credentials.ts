import { X509Certificate } from 'node:crypto';
import { toError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { ClusterFailure } from './ClusterFailure';
import { withoutSecrets } from './reasons';

/** Strategies that pass on what a person brings along. */
const personal = new Set(['aks', 'google', 'oidc', 'pinniped']);

/** A credential, checked and read out, so that nothing of it can fail later. */
export type OwnCredential =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'certificate';
      readonly cert: string;
      readonly key: string;
    }
  | { readonly kind: 'none' };

/**
 * Asks for the portal's own credential for a cluster.
 *
 * @throws ClusterFailure when it has none
 */
export async function ownCredential(
  details: ClusterDetails,
  ask: (details: ClusterDetails) => Promise<KubernetesCredential>,
): Promise<OwnCredential> {
  const provider = details.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
  if (personal.has(provider)) throw needsPerson(provider);
  try {
    return readOut(provider, await ask(details));
  } catch (error) {
    if (error instanceof ClusterFailure) throw error;
    throw new ClusterFailure(
      'credential',
      `the portal's credential cannot be had: ${withoutSecrets(
        toError(error).message,
      )}`,
      'no-credential',
    );
  }
}

function readOut(
  provider: string,
  credential: KubernetesCredential,
): OwnCredential {
  switch (credential.type) {
    case 'bearer token':
      return { kind: 'token', token: credential.token.trim() };
    case 'x509 client certificate':
      return {
        kind: 'certificate',
        cert: credential.cert,
        key: credential.key,
      };
    default:
      if (provider === 'localKubectlProxy') return { kind: 'none' };
      throw needsPerson(provider);
  }
}

function needsPerson(provider: string): ClusterFailure {
  return new ClusterFailure(
    'credential',
    `the portal has no credential of its own there: ${provider} needs a person's sign-in`,
    'no-credential',
  );
}

/** Why an API server answered 401 to a credential, and what to do about it. */
export function refusalReason(credential: OwnCredential, now: Date): string {
  switch (credential.kind) {
    case 'token':
      return "the portal's token was refused";
    case 'certificate':
      return certificateRefusal(credential.cert, now);
    default:
      return 'it asks for a credential';
  }
}

function certificateRefusal(cert: string, now: Date): string {
  const validity = validityOf(cert);
  if (!validity) return "the portal's client certificate was refused";
  const { from, until } = validity;
  if (until < now) {
    return `the portal's client certificate expired on ${until.toISOString()}; renew it, and the portal goes on by itself`;
  }
  if (from > now) {
    return `the portal's client certificate is not valid before ${from.toISOString()}; check the clock of the portal, or renew the certificate`;
  }
  return `the portal's client certificate was refused, though it is valid until ${until.toISOString()} by the portal's clock; check the clock of the cluster, and which authority it trusts`;
}

function validityOf(cert: string): { from: Date; until: Date } | undefined {
  try {
    const { validFrom, validTo } = new X509Certificate(cert);
    return { from: new Date(validFrom), until: new Date(validTo) };
  } catch {
    return undefined;
  }
}

/** Whether two credentials are the same. */
export function sameCredential(a: OwnCredential, b: OwnCredential): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
