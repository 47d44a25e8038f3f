import { join } from 'node:path';
import { makeVolumes } from '../volumes/volumes.ts';
import type { NodeContext } from './context.ts';
import { factsOf, type PodPlace } from './pod-place.ts';

/**
 * Makes the volumes of a pod in its place.
 *
 * @param maxAgeMs - how old the API objects may be that they are made of
 * @returns path of each volume on the machine, by name
 */
export function makePodVolumes(
  context: NodeContext,
  place: PodPlace,
  maxAgeMs: number | undefined,
): Promise<ReadonlyMap<string, string>> {
  const { objects, tokens, settings } = context;
  const pod = place.pod();
  const namespace = pod.metadata?.namespace ?? '';
  return makeVolumes(pod, join(place.dir, '.volumes'), {
    pod,
    objects,
    reader: objects.namespace(namespace, maxAgeMs),
    facts: factsOf(context, place.ip),
    token: (audience, seconds) => tokens.token(pod, audience, seconds),
    storageDir: settings.storageDir,
  });
}
