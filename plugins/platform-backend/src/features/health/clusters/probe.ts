import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { linkSignals } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import type { Probe, Round } from './cluster-parts';

const probeTimeoutMs = 5_000;

const clustersSchema = z.object({
  items: z.array(
    z.object({
      name: z.string().min(1),
      title: z.string().optional(),
      authProvider: z.string().optional(),
    }),
  ),
});
type Cluster = z.infer<typeof clustersSchema>['items'][number];

const versionSchema = z.object({ gitVersion: z.string().min(1) });

/** How the Kubernetes backend reports a failure of its own; an API server does not. */
const ownErrorSchema = z.object({ error: z.object({ name: z.string() }) });

/** Strategies of the stock backend that need the token of the person who looks. */
const signInOfPeople: ReadonlySet<string> = new Set(['aks', 'google', 'oidc']);

/**
 * Asks every cluster that the stock Kubernetes backend knows for its version, through
 * that backend: with any of its locators, and with credentials that the portal has
 * itself. Where people sign in with tokens of their own the portal cannot ask, so
 * nothing is known of such a cluster.
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
        // Follows neither any more once its time is over.
        signal: linkSignals(signal, AbortSignal.timeout(probeTimeoutMs)).signal,
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
  { name, title, authProvider }: Cluster,
  ask: () => Promise<Response>,
): Promise<Probe> {
  const cluster = { cluster: name, title };
  if (authProvider !== undefined && signInOfPeople.has(authProvider)) {
    return {
      ...cluster,
      kind: 'unknown',
      because: `The portal itself cannot sign in there: people do, by ${authProvider}`,
    };
  }
  try {
    const response = await ask();
    if (response.status === 401 || response.status === 403) {
      return { ...cluster, ...(await whoRefused(response)) };
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

/** The status alone does not tell whether the cluster refused, or the backend before it. */
async function whoRefused(response: Response) {
  const { status } = response;
  const body: unknown = await response.json().catch(() => undefined);
  return ownErrorSchema.safeParse(body).success
    ? ({
        kind: 'unknown',
        because: `The Kubernetes backend did not let the portal ask (${status})`,
      } as const)
    : ({ kind: 'refuses', status } as const);
}

function reason(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer within ${probeTimeoutMs / 1000} s`;
  }
  return error instanceof Error ? error.message : String(error);
}
