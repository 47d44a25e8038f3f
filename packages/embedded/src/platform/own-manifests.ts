import { readFile } from 'node:fs/promises';
import {
  applyManifests,
  parseManifests,
  type Manifest,
} from '../kube/apply.ts';
import { adminKubeconfig, type Platform } from './platform.ts';

/**
 * Applies objects that are the platform's own, whoever has changed them meanwhile.
 *
 * @throws KubeError with what the API server said
 */
export function applyOwn(
  platform: Platform,
  objects: readonly Manifest[],
): Promise<void> {
  return applyManifests(objects, {
    kubeconfig: adminKubeconfig(platform),
    fieldManager: 'pilothouse-embedded',
    force: true,
  });
}

/** Applies what is in files of Kubernetes objects, one after another. */
export async function applyOwnFiles(
  platform: Platform,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    await applyOwn(platform, parseManifests(await readFile(file, 'utf8')));
  }
}
