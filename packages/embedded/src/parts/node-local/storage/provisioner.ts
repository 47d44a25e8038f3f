import type {
  V1PersistentVolume,
  V1PersistentVolumeClaim,
} from '@kubernetes/client-node';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import {
  ignoring,
  STRATEGIC_MERGE_PATCH,
  type KubeRest,
} from '../../../kube/rest.ts';
import { kubeListWatch } from '../../../kube/watch.ts';
import { watchedSet } from '../../../kube/watched-set.ts';
import type { Wire } from '../../../kube/wire.ts';
import { parseBytes } from '../pods/quantity.ts';

type Claim = Wire<V1PersistentVolumeClaim>;
type Volume = Wire<V1PersistentVolume>;

const CLASS = 'local-folder';
const PROVISIONER = 'pilothouse.dev/local-folder';
const RETRY_MS = 2_000;

/** The volume that a claim wants; undefined when it wants none from here, or has one. */
export function volumeFor(
  claim: Claim,
  storageDir: string,
): Volume | undefined {
  const { uid, name, namespace } = claim.metadata ?? {};
  const { spec } = claim;
  const wants = spec?.storageClassName === CLASS && !spec.volumeName;
  if (!wants || !uid || claim.metadata?.deletionTimestamp) {
    return undefined;
  }
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: `pvc-${uid}`,
      annotations: { 'pv.kubernetes.io/provisioned-by': PROVISIONER },
    },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: spec.resources?.requests?.storage ?? '1Gi' },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        uid,
        name,
        namespace,
      },
      hostPath: { path: join(storageDir, `pvc-${uid}`) },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: CLASS,
      volumeMode: 'Filesystem',
    },
  };
}

/**
 * The size that a claim is to get, where it asks for more than it has; undefined where it
 * does not. Folders grow by themselves, so that only the objects are to say it.
 */
export function grownSize(claim: Claim): string | undefined {
  const { spec, status } = claim;
  const asked = spec?.resources?.requests?.storage;
  const isOurs = spec?.storageClassName === CLASS && status?.phase === 'Bound';
  const more =
    (parseBytes(asked) ?? 0) > (parseBytes(status?.capacity?.storage) ?? 0);
  return isOurs && spec.volumeName && more ? asked : undefined;
}

/** Folder that goes with a volume that nobody wants any more; undefined while it is wanted. */
export function folderToRemove(
  volume: Volume,
  storageDir: string,
): string | undefined {
  const path = volume.spec?.hostPath?.path;
  const isOurs =
    volume.spec?.storageClassName === CLASS &&
    volume.spec.persistentVolumeReclaimPolicy === 'Delete' &&
    volume.status?.phase === 'Released';
  const isInside = path && resolve(path).startsWith(resolve(storageDir) + sep);
  return isOurs && isInside ? path : undefined;
}

/** Gives claims of class `local-folder` a folder each, and takes it away with its volume. */
export function startProvisioner(
  rest: KubeRest,
  storageDir: string,
  signal: AbortSignal,
  log: (message: string) => void,
): void {
  const follow = <T extends Claim | Volume>(
    path: string,
    act: (object: T) => Promise<void>,
  ) => {
    const attempt = (object: T) => {
      act(object).catch((error: unknown) => {
        log(`storage: ${String(error)}`);
        setTimeout(() => !signal.aborted && attempt(object), RETRY_MS).unref();
      });
    };
    const set = watchedSet<T>(kubeListWatch(rest, path), { signal });
    set.subscribe(
      change => change.kind === 'changed' && attempt(change.object),
    );
  };
  follow<Claim>('/api/v1/persistentvolumeclaims', async claim => {
    const volume = volumeFor(claim, storageDir);
    if (volume) {
      await mkdir(volume.spec?.hostPath?.path ?? '', {
        recursive: true,
        mode: 0o700,
      });
      await ignoring(
        409,
        rest.json('/api/v1/persistentvolumes', {
          method: 'POST',
          body: volume,
        }),
      );
    }
    const size = grownSize(claim);
    if (size) {
      await grow(rest, claim, size);
    }
  });
  follow<Volume>('/api/v1/persistentvolumes', async volume => {
    const folder = folderToRemove(volume, storageDir);
    if (folder) {
      await rm(folder, { recursive: true, force: true });
      const path = `/api/v1/persistentvolumes/${volume.metadata?.name}`;
      await ignoring(404, rest.json(path, { method: 'DELETE' }));
    }
  });
}

/** The volume first: a claim is never to say more than its volume has. */
async function grow(rest: KubeRest, claim: Claim, size: string) {
  const { namespace, name } = claim.metadata ?? {};
  const patch = (path: string, body: object) =>
    rest.json(path, {
      method: 'PATCH',
      contentType: STRATEGIC_MERGE_PATCH,
      body,
    });
  await patch(`/api/v1/persistentvolumes/${claim.spec?.volumeName}`, {
    spec: { capacity: { storage: size } },
  });
  await patch(
    `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}/status`,
    { status: { capacity: { storage: size } } },
  );
}
