import { dirname, join } from 'node:path';
import { exists } from '../platform/files.ts';
import { goToolPath } from '../platform/go-tools.ts';
import { etcdTool, kubernetesTool } from '../parts/kubernetes-tools.ts';
import { goCaches, type Ground, type Made } from './capacity.ts';

/** Programs that are built before the portal can be used, and take the most space. */
const SERVERS = [etcdTool, kubernetesTool('kube-apiserver')];

/**
 * Looks at what is there already. Needs no package.
 *
 * @param servers - whether the embedded servers are wanted
 */
export async function surveyGround(
  folders: Pick<Ground, 'root' | 'cacheDir' | 'stateDir'>,
  servers: boolean,
): Promise<Ground> {
  return {
    ...folders,
    ...goCaches(process.env),
    packages: await packagesIn(folders.root),
    servers: servers ? await serversIn(folders) : 'made',
  };
}

/** Whether the packages are installed. */
export async function packagesIn(root: string): Promise<Made> {
  const folder = join(root, 'node_modules');
  if (await exists(join(folder, '.pilothouse-install'))) return 'made';
  return (await exists(join(folder, 'zod'))) ? 'begun' : 'not begun';
}

async function serversIn(
  folders: Pick<Ground, 'root' | 'cacheDir'>,
): Promise<Made> {
  const paths = await Promise.all(
    SERVERS.map(tool => goToolPath(folders, tool)),
  );
  const built = await Promise.all(paths.map(exists));
  if (built.every(Boolean)) return 'made';
  const begun = await Promise.all(paths.map(path => exists(dirname(path))));
  return begun.some(Boolean) ? 'begun' : 'not begun';
}
