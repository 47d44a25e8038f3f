import { credentialsIn, type PullSecret } from '../images/oci/pull-secrets.ts';
import type { Credential } from '../images/oci/registry-client.ts';
import type { ObjectReader } from '../objects.ts';
import type { Pod } from './pod.ts';

/** What the pod's pull secrets hold for a registry; a Secret that is missing holds nothing. */
export async function pullCredentials(
  pod: Pod,
  registry: string,
  objects: ObjectReader,
): Promise<Credential[]> {
  const names = (pod.spec?.imagePullSecrets ?? []).flatMap(({ name }) =>
    name ? [name] : [],
  );
  const reader = objects.namespace(pod.metadata?.namespace ?? '', 0);
  const found = await Promise.all(names.map(name => reader.secret(name)));
  const secrets = found.filter((secret): secret is PullSecret & object =>
    Boolean(secret),
  );
  return credentialsIn(secrets, registry);
}
