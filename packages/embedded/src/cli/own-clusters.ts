import { KubeConfig, type Cluster, type User } from '@kubernetes/client-node';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import type { OwnClusters } from '../parts/portal/app-config.ts';
import { noContext, readKubeconfig } from './kubeconfig-file.ts';

/**
 * Makes sure, before anything is started, that the portal can use the clusters that were
 * asked for. Whether they answer is not looked at: that may change at any time.
 *
 * @throws PrerequisiteError of one sentence
 */
export async function checkOwnClusters(clusters: OwnClusters): Promise<void> {
  const problem = problemWith(
    await readKubeconfig(clusters.kubeconfig),
    clusters,
  );
  if (problem) throw new PrerequisiteError(problem);
}

/**
 * Why the portal cannot run on these contexts.
 *
 * @param text - of the kubeconfig file
 * @returns one sentence that names file and context and lists the contexts there are;
 *   undefined when nothing is wrong
 */
export function problemWith(
  text: string,
  { kubeconfig, contexts }: OwnClusters,
): string | undefined {
  const config = parse(text);
  const known = config?.getContexts().map(({ name }) => name) ?? [];
  if (!config || known.length === 0) {
    return `${kubeconfig} is not a kubeconfig with a context in it`;
  }
  const there = `it has: ${known.join(', ')}`;
  const current = config.getCurrentContext();
  if (contexts.length === 0 && !current) {
    return `The kubeconfig ${kubeconfig} has no current context; name one with --context (${there})`;
  }
  for (const name of contexts.length > 0 ? contexts : [current]) {
    if (!known.includes(name)) return noContext(kubeconfig, name, known);
    const fault = faultOf(config, name);
    if (fault) return `The kubeconfig ${kubeconfig} ${fault}; ${there}`;
  }
  return undefined;
}

function faultOf(config: KubeConfig, name: string): string | undefined {
  const context = config.getContexts().find(known => known.name === name);
  if (!context) return undefined;
  const cluster = config.getCluster(context.cluster);
  const user = config.getUser(context.user);
  if (!cluster || !user) {
    return `lacks the ${cluster ? 'user' : 'cluster'} of context ${name}`;
  }
  const feature = unsupported(cluster, user);
  return (
    feature &&
    `has context ${name} with ${feature}, which the portal cannot use`
  );
}

/** What the portal's Kubernetes plugin cannot do, and refuses when it starts. */
function unsupported(cluster: Cluster, user: User): string | undefined {
  if (cluster.tlsServerName) return 'tls-server-name';
  if (cluster.proxyUrl) return 'proxy-url';
  if (user.impersonateUser) return 'impersonation';
  if (user.username || user.password) return 'a user name and a password';
  return cluster.server.startsWith('https://')
    ? undefined
    : 'a server without HTTPS';
}

function parse(text: string): KubeConfig | undefined {
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
    return config;
  } catch {
    return undefined;
  }
}
