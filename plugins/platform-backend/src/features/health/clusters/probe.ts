import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { Probe, Round } from './cluster-parts';

const probeTimeoutMs = 5_000;

const clustersSchema = z.object({
  items: z.array(
    z.object({ name: z.string().min(1), title: z.string().optional() }),
  ),
});
type Cluster = z.infer<typeof clustersSchema>['items'][number];

const versionSchema = z.object({ gitVersion: z.string().min(1) });

/**
 * Asks every cluster that the stock Kubernetes backend knows for its version, through
 * that backend, so that any locator and any credentials it supports are supported here.
 */
export async function askClusters(
  services: { auth: AuthService; discovery: DiscoveryService },
  signal: AbortSignal,
): Promise<Round> {
  try {
    const baseUrl = await services.discovery.getBaseUrl('kubernetes');
    const { token } = await services.auth.getPluginRequestToken({
      onBehalfOf: await services.auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${baseUrl}${path}`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
        signal: AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]),
      });
    const response = await ask('/clusters');
    if (!response.ok) {
      throw new Error(`it answered ${response.status}`);
    }
    const { items } = clustersSchema.parse(await response.json());
    const probes = await Promise.all(
      items.map(cluster =>
        askCluster(cluster, () =>
          ask('/proxy/version', {
            'backstage-kubernetes-cluster': cluster.name,
          }),
        ),
      ),
    );
    return { kind: 'asked', probes };
  } catch (error) {
    return {
      kind: 'failed',
      because: `The Kubernetes backend did not tell the clusters: ${reason(
        error,
      )}`,
    };
  }
}

async function askCluster(
  { name, title }: Cluster,
  ask: () => Promise<Response>,
): Promise<Probe> {
  const cluster = { cluster: name, title };
  try {
    const response = await ask();
    if (response.status === 401 || response.status === 403) {
      return { ...cluster, kind: 'refuses', status: response.status };
    }
    if (!response.ok) {
      const because = `the request failed with ${response.status}`;
      return { ...cluster, kind: 'silent', because };
    }
    const version = versionSchema.safeParse(await response.json());
    return version.success
      ? { ...cluster, kind: 'answers', version: version.data.gitVersion }
      : { ...cluster, kind: 'silent', because: 'it did not tell its version' };
  } catch (error) {
    return { ...cluster, kind: 'silent', because: reason(error) };
  }
}

function reason(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer within ${probeTimeoutMs / 1000} s`;
  }
  return error instanceof Error ? error.message : String(error);
}
