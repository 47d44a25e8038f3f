import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  customKindName,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import { errorOf } from '../../kube/write';
import type { KubeService } from '../../kube/KubeService';
import { kindSchemaOf, type KindSchema } from './schema';

const kept = 64;

/**
 * Schemas of kinds, read from the clusters that have them when somebody wants to order:
 * they are too large to be watched.
 */
export class Schemas {
  readonly #known = new LRUCache<string, KindSchema>({ max: kept });

  constructor(private readonly kube: Pick<KubeService, 'request'>) {}

  /**
   * The schema of whole objects.
   *
   * @param resourceVersion - of the definition, as it is known now
   * @throws NotFoundError when the cluster does not have the kind any more
   */
  async whole(
    cluster: string,
    kind: MiddlewareKind,
    { version, resourceVersion }: { version: string; resourceVersion?: string },
  ): Promise<KindSchema> {
    const name = customKindName(kind);
    const key = JSON.stringify([cluster, name, version, resourceVersion]);
    const known = this.#known.get(key);
    if (known) return known;
    const answer = await this.kube.request(cluster, {
      path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`,
    });
    if (answer.status === 404) {
      throw new NotFoundError(`The cluster ${cluster} has no ${name} any more`);
    }
    if (!answer.ok) throw errorOf(cluster, answer);
    const schema = kindSchemaOf(answer.json(), version);
    if (!schema) throw untold(cluster, kind, version);
    this.#known.set(key, schema);
    return schema;
  }
}

/** What is told where a cluster does not say what the fields of a kind are. */
export function untold(
  cluster: string,
  kind: MiddlewareKind,
  version: string,
): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `The cluster ${cluster} does not tell the fields of ${customKindName(
      kind,
    )} ${version}, so that there is no form for it; ask the platform engineers to look at its CustomResourceDefinition`,
  );
}
