import type {
  CustomReader,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { definitionOf, servedOf } from '../offers';
import type { Schemas } from '../Schemas';
import { withField, type JsonSchema } from '../schema';

/** The schema of whole instances in a cluster. */
export interface InstanceSchema {
  readonly whole: JsonSchema;
  /** Of the kind of the instance. */
  readonly version: string;
}

/** Changes with the schema of an instance; undefined where its kind is not served. */
export function schemaKey(
  { kind, companions = [] }: Pick<MiddlewareItem, 'kind' | 'companions'>,
  custom: CustomReader,
): string | undefined {
  const parts = [kind, ...companions.map(each => each.kind)].map(each => {
    const served = servedOf(each, custom);
    return served.kind === 'served'
      ? [served.version, definitionOf(each, custom)?.metadata?.resourceVersion]
      : undefined;
  });
  return parts[0] && JSON.stringify(parts);
}

/**
 * The schema of whole instances, in which what is wanted of a companion and told of it are
 * fields below its name. A companion whose kind the cluster does not serve has none.
 *
 * @throws NotFoundError when the cluster does not have the kind any more
 */
export async function instanceSchema(
  { kind, companions = [] }: Pick<MiddlewareItem, 'kind' | 'companions'>,
  cluster: string,
  custom: CustomReader,
  schemas: Pick<Schemas, 'whole'>,
): Promise<InstanceSchema> {
  const wholeOf = async (of: MiddlewareItem['kind']) => {
    const served = servedOf(of, custom);
    const version = served.kind === 'served' ? served.version : '';
    const { resourceVersion } = definitionOf(of, custom)?.metadata ?? {};
    const { whole } = await schemas.whole(cluster, of, {
      version,
      resourceVersion,
    });
    return { whole, version };
  };
  const own = await wholeOf(kind);
  let { whole } = own;
  for (const companion of companions) {
    if (servedOf(companion.kind, custom).kind !== 'served') continue;
    const part = await wholeOf(companion.kind);
    for (const field of ['spec', 'status'] as const) {
      whole = withField(whole, [field, companion.name], part.whole, field);
    }
  }
  return { whole, version: own.version };
}
