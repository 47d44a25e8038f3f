import { isKubeError, type KubeRest } from '@pilothouse/embedded/kube/rest';

/** Creates an object unless there is one of that name. */
export async function ensure(
  rest: KubeRest,
  path: string,
  body: object,
): Promise<void> {
  try {
    await rest.json(path, { method: 'POST', body });
  } catch (error) {
    if (!isKubeError(error, 409)) throw error;
  }
}
