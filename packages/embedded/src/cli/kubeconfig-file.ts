import { readFile } from 'node:fs/promises';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';

/** What a person is told of a context that is not there. */
export function noContext(
  file: string,
  name: string,
  known: readonly string[],
): string {
  return `The kubeconfig ${file} has no context ${name}; it has: ${known.join(
    ', ',
  )}`;
}

/** What a person is told of a context that the portal cannot use. */
export function noUse(
  file: string,
  name: string,
  feature: string,
  known: readonly string[],
): string {
  return `The kubeconfig ${file} has context ${name} with ${feature}, which the portal cannot use; it has: ${known.join(
    ', ',
  )}`;
}

/** What of the way to a cluster the portal's Kubernetes plugin cannot do. */
export function wayWithoutUse(cluster: {
  readonly server?: string;
  readonly proxyUrl?: string;
}): string | undefined {
  if (cluster.proxyUrl) return 'proxy-url';
  return cluster.server === undefined || cluster.server.startsWith('https://')
    ? undefined
    : 'a server without HTTPS';
}

/**
 * The text of the kubeconfig that a person named.
 *
 * @throws PrerequisiteError that names the file and why it cannot be read
 */
export async function readKubeconfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new PrerequisiteError(
      code === 'ENOENT'
        ? `The kubeconfig ${file} does not exist`
        : `The kubeconfig ${file} cannot be read (${code})`,
    );
  }
}
