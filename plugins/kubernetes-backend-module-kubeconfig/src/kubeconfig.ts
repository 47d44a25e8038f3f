import { dirname } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { Cluster, Context, User } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { resolveUser } from './user';

/** A context with the cluster and the user that it names. */
export interface ChosenContext {
  readonly context: Context;
  readonly cluster: Cluster;
  readonly user: User;
}

/** What to read: a kubeconfig file, and which of its contexts. */
export interface KubeconfigSettings {
  /** Absolute path. */
  readonly file: string;
  /** Names; empty means the file's current context. */
  readonly contexts: readonly string[];
}

/**
 * Finds the contexts asked for in the text of a kubeconfig file. Paths in it are
 * relative to its folder, as for kubectl.
 *
 * @throws InputError of one sentence that names the file, what is wrong and the contexts
 *   that there are; never with text of the file, as that may be a secret
 */
export function chooseContexts(
  text: string,
  { file, contexts }: KubeconfigSettings,
): ChosenContext[] {
  const config = parse(text, file);
  const known = config.getContexts().map(({ name }) => name);
  const problem = (what: string) =>
    new InputError(`Kubeconfig ${file} ${what}; it has: ${known.join(', ')}`);
  const current = config.getCurrentContext();
  if (contexts.length === 0 && !current) {
    throw problem(
      'has no current context, so pilothouse.kubeconfig.contexts must name one',
    );
  }
  const wanted = contexts.length > 0 ? [...new Set(contexts)] : [current];
  return wanted.map(name => {
    const context = config.getContexts().find(known_ => known_.name === name);
    if (!context) throw problem(`has no context ${name}`);
    const cluster = config.getCluster(context.cluster);
    const user = config.getUser(context.user);
    if (!cluster || !user) {
      const lack = cluster
        ? `user ${context.user ?? '(none)'}`
        : `cluster ${context.cluster}`;
      throw problem(`lacks the ${lack} that context ${name} names`);
    }
    const unusable = whyUnusable(cluster, user);
    if (unusable) throw problem(`has context ${name}, which ${unusable}`);
    return { context, cluster, user: resolveUser(user, cluster, text, file) };
  });
}

/**
 * What of a context the stock Kubernetes plugin cannot do. It connects by itself and
 * takes only an address, a certificate authority and one credential; to ignore the rest
 * would reach another server, or the right one with other rights.
 */
function whyUnusable(cluster: Cluster, user: User): string | undefined {
  const cannot = "which Backstage's Kubernetes plugin cannot do";
  if (cluster.tlsServerName) return `sets tls-server-name, ${cannot}`;
  if (cluster.proxyUrl) return `sets proxy-url, ${cannot}`;
  if (user.impersonateUser) return `impersonates another user, ${cannot}`;
  if (user.username || user.password) {
    return `signs in with a user name and a password, ${cannot}`;
  }
  return URL.canParse(cluster.server) &&
    new URL(cluster.server).protocol === 'https:'
    ? undefined
    : `reaches its API server without HTTPS, where credentials are not safe`;
}

function parse(text: string, file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
  } catch (error) {
    throw new InputError(
      `Kubeconfig ${file} cannot be read: ${firstLine(error)}`,
    );
  }
  if (config.getContexts().length === 0) {
    throw new InputError(`Kubeconfig ${file} has no contexts`);
  }
  config.makePathsAbsolute(dirname(file));
  return config;
}

/** The lines after the first quote the file. */
function firstLine(error: unknown): string {
  if (error instanceof TypeError) return 'it is not a kubeconfig';
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0];
}
