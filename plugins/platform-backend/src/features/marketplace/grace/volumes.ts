import type { InstanceDeletion } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import type { KubeService } from '../../../kube/KubeService';

type Fate = NonNullable<InstanceDeletion['goes'][number]['volume']>;

const volumeSchema = z.object({
  spec: z.object({ persistentVolumeReclaimPolicy: z.string().optional() }),
});

const patienceMs = 3_000;
const mostVolumes = 50;

/** By its reclaim policy; the API server's own default for those made by hand is to keep. */
export function fateOf(volume: unknown): Fate {
  const read = volumeSchema.safeParse(volume);
  if (!read.success) return 'not-known';
  const { persistentVolumeReclaimPolicy: policy = 'Retain' } = read.data.spec;
  return policy === 'Retain' ? 'kept' : 'deleted';
}

/**
 * What becomes of volumes when their claims are deleted, by their names. They belong to no
 * namespace, so that nothing else is told of them. Does not throw: what cannot be read is
 * `not-known`.
 */
export async function fatesOf(
  kube: Pick<KubeService, 'request'>,
  cluster: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Fate>> {
  const asked = [...new Set(names)].slice(0, mostVolumes);
  const fates = await Promise.all(
    asked.map(async (name): Promise<[string, Fate]> => {
      try {
        const answer = await kube.request(cluster, {
          path: `/api/v1/persistentvolumes/${encodeURIComponent(name)}`,
          timeoutMs: patienceMs,
        });
        return [name, answer.ok ? fateOf(answer.json()) : 'not-known'];
      } catch {
        return [name, 'not-known'];
      }
    }),
  );
  return new Map(fates);
}
