import {
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';

/** How objects are applied. */
export interface ApplyOptions {
  readonly kubeconfig: string;
  readonly fieldManager: string;
  /** Take fields over from other managers. Default false: a conflict is thrown. */
  readonly force?: boolean;
}

/**
 * Parses a YAML stream of Kubernetes objects.
 *
 * @throws an error that names the line when it is not valid YAML
 */
export function parseManifests(text: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap(document => {
    const [error] = document.errors;
    if (error) throw error;
    const object: KubernetesObject | null = document.toJS();
    return object ? [object] : [];
  });
}

/** Applies objects in order by server-side apply; repeating it changes nothing. */
export async function applyManifests(
  objects: readonly KubernetesObject[],
  { kubeconfig, fieldManager, force = false }: ApplyOptions,
): Promise<void> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  for (const object of objects) {
    await api.patch(
      object,
      undefined,
      undefined,
      fieldManager,
      force,
      PatchStrategy.ServerSideApply,
    );
  }
}
