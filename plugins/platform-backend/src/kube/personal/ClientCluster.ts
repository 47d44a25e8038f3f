import type {
  KubeObject,
  PersonalCluster,
} from '@pilothouse/plugin-platform-node';
import type { KubeRequest, KubeResponse } from '../KubeService';
import { errorOf, type PersonalClient } from '../write';

const fieldManager = 'pilothouse';

/** One cluster, through the requests of a person. */
export class ClientCluster implements PersonalCluster {
  readonly #client: Pick<PersonalClient, 'cluster' | 'send'>;

  constructor(client: Pick<PersonalClient, 'cluster' | 'send'>) {
    this.#client = client;
  }

  async read<T extends KubeObject>(
    path: string,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    const answer = await this.#client.send({ path, signal });
    return answer.status === 404 ? undefined : this.#told<T>(answer);
  }

  async list<T extends KubeObject>(
    path: string,
    labels: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<readonly T[]> {
    const labelSelector = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    const query = { labelSelector };
    const answer = await this.#client.send({ path, query, signal });
    if (answer.status === 404) return [];
    return this.#told<{ items: T[] }>(answer).items;
  }

  apply<T extends KubeObject>(
    path: string,
    object: T,
    signal?: AbortSignal,
    manager: string = fieldManager,
  ): Promise<T> {
    return this.#send<T>({
      method: 'PATCH',
      path,
      query: { fieldManager: manager },
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: object,
      signal,
    });
  }

  create<T extends KubeObject>(
    path: string,
    object: object,
    signal?: AbortSignal,
  ): Promise<T> {
    const query = { fieldManager };
    return this.#send<T>({ method: 'POST', path, query, body: object, signal });
  }

  async remove(
    path: string,
    signal?: AbortSignal,
    only?: { readonly uid?: string; readonly resourceVersion?: string },
  ): Promise<boolean> {
    const answer = await this.#client.send({
      method: 'DELETE',
      path,
      body: {
        propagationPolicy: 'Background',
        ...(only && { preconditions: only }),
      },
      signal,
    });
    if (answer.status === 404) return false;
    this.#told(answer);
    return true;
  }

  async #send<T>(request: KubeRequest): Promise<T> {
    return this.#told<T>(await this.#client.send(request));
  }

  #told<T>(answer: KubeResponse): T {
    if (!answer.ok) throw errorOf(this.#client.cluster, answer);
    return answer.json<T>();
  }
}
