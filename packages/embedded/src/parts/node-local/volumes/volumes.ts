import type {
  V1PersistentVolume,
  V1PersistentVolumeClaim,
} from '@kubernetes/client-node';
import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Wire } from '../../../kube/wire.ts';
import type { ObjectReader } from '../objects.ts';
import { ConfigError } from '../pods/config-error.ts';
import type { Pod } from '../pods/pod.ts';
import { volumeFiles, type ContentSources } from './contents.ts';
import { writeVolume } from './files.ts';

type Volume = NonNullable<NonNullable<Pod['spec']>['volumes']>[number];

export interface VolumeSources extends ContentSources {
  readonly objects: Pick<ObjectReader, 'get'>;
  /** Only folders below this one may be a PersistentVolume here. */
  readonly storageDir: string;
}

/**
 * Makes all volumes of a pod, or brings those made of API objects up to date.
 *
 * @param folder - the pod's folder for volumes
 * @returns path of each volume on the machine, by name
 * @throws ConfigError when something that a volume needs is missing
 */
export async function makeVolumes(
  pod: Pod,
  folder: string,
  sources: VolumeSources,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const volume of pod.spec?.volumes ?? []) {
    paths.set(volume.name, await makeVolume(pod, volume, folder, sources));
  }
  return paths;
}

async function makeVolume(
  pod: Pod,
  volume: Volume,
  folder: string,
  sources: VolumeSources,
): Promise<string> {
  const claim = volume.ephemeral
    ? `${pod.metadata?.name}-${volume.name}`
    : volume.persistentVolumeClaim?.claimName;
  if (claim) {
    return claimFolder(pod, claim, sources);
  }
  const path = join(folder, volume.name);
  const files = await volumeFiles(volume, sources).catch(error => {
    throw setUpFailed(volume, error);
  });
  if (files) {
    await writeVolume(path, files);
    return path;
  }
  await mkdir(path, { recursive: true });
  await chmod(path, 0o777);
  return path;
}

/** The kubelet's words for a volume whose content cannot be had (operation_generator.go). */
function setUpFailed(volume: Volume, error: unknown): unknown {
  return error instanceof ConfigError
    ? new ConfigError(
        `MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`,
        error.reason,
      )
    : error;
}

async function claimFolder(
  pod: Pod,
  name: string,
  { objects, storageDir }: VolumeSources,
): Promise<string> {
  const namespace = pod.metadata?.namespace ?? '';
  const claim = await objects.get<Wire<V1PersistentVolumeClaim>>(
    `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`,
    0,
  );
  const volumeName = claim?.spec?.volumeName;
  if (!claim || !volumeName || claim.status?.phase !== 'Bound') {
    throw new ConfigError(
      claim
        ? `PersistentVolumeClaim "${name}" is not bound yet`
        : `persistentvolumeclaim "${name}" not found`,
      'FailedMount',
    );
  }
  const volume = await objects.get<Wire<V1PersistentVolume>>(
    `/api/v1/persistentvolumes/${volumeName}`,
    0,
  );
  const path = volume?.spec?.local?.path ?? volume?.spec?.hostPath?.path;
  if (!path || !resolve(path).startsWith(resolve(storageDir) + sep)) {
    throw new ConfigError(
      `PersistentVolume "${volumeName}" is not of storage class local-folder, the only one that this node can mount`,
      'FailedMount',
    );
  }
  await mkdir(path, { recursive: true, mode: 0o700 });
  return path;
}
