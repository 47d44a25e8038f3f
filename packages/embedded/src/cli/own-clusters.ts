import {
  KubeConfig,
  type Cluster,
  type Context,
  type User,
} from '@kubernetes/client-node';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import type { OwnClusters } from '../parts/portal/app-config.ts';
import {
  noContext,
  noUse,
  readKubeconfig,
  wayWithoutUse,
} from './kubeconfig-file.ts';

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
    const context = config.getContexts().find(each => each.name === name);
    if (!context) return noContext(kubeconfig, name, known);
    const { cluster, user } = endsOf(config, context);
    if (!cluster || !user) {
      const lacking = cluster ? 'user' : 'cluster';
      return `The kubeconfig ${kubeconfig} lacks the ${lacking} of context ${name}; ${there}`;
    }
    const feature = unsupported(cluster, user);
    if (feature) return noUse(kubeconfig, name, feature, known);
  }
  return undefined;
}

/** Missing where the context names what is not there, whatever the client's types say. */
function endsOf(
  config: KubeConfig,
  { cluster, user }: Context,
): { cluster?: Cluster; user?: User } {
  return {
    cluster: config.getCluster(cluster) ?? undefined,
    user: config.getUser(user) ?? undefined,
  };
}

/** What the portal's Kubernetes plugin cannot do, and refuses when it starts. */
function unsupported(cluster: Cluster, user: User): string | undefined {
  if (cluster.tlsServerName) return 'tls-server-name';
  if (user.impersonateUser) return 'impersonation';
  if (user.username || user.password) return 'a user name and a password';
  return wayWithoutUse(cluster);
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
