import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  customKindName,
  definitionsKind,
  type KubeReader,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { pause } from '../../../kube/connect/pause';
import type { CustomKube } from '../../../kube/custom';
import { instanceSchema, schemaKey } from '../companions/schema';
import type { Schemas } from '../Schemas';
import { faultsOf } from './faults';

const lookMs = 10_000;
const definitions = customKindName(definitionsKind);

/**
 * Tells in the log which paths of definitions the clusters do not have, with file and line,
 * as soon as a cluster is known and whenever it has another version of a kind.
 */
export async function checkPaths(
  items: readonly MiddlewareItem[],
  {
    custom,
    kube,
    logger,
    schemas,
    signal,
  }: {
    readonly custom: Pick<CustomKube, 'cluster'>;
    readonly kube: Pick<KubeReader, 'clusters'>;
    readonly logger: LoggerService;
    readonly schemas: Pick<Schemas, 'whole'>;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const checked = new Set<string>();
  while (!signal.aborted) {
    for (const { name } of kube.clusters()) {
      const reader = custom.cluster(name);
      if (reader?.kindState(definitions).kind !== 'live') continue;
      for (const item of items) {
        const schemaNow = schemaKey(item, reader);
        if (schemaNow === undefined) continue;
        const key = JSON.stringify([name, item.name, schemaNow]);
        if (checked.has(key)) continue;
        checked.add(key);
        try {
          const { whole, version } = await instanceSchema(
            item,
            name,
            reader,
            schemas,
          );
          tell(item, whole, `${version} in the cluster ${name}`, logger);
        } catch (error) {
          // Whoever orders is told; here it is looked at again.
          logger.debug(`The paths of ${item.name} were not checked: ${error}`);
          checked.delete(key);
        }
      }
    }
    await pause(lookMs, signal);
  }
}

function tell(
  { kind, paths = [] }: MiddlewareItem,
  schema: Parameters<typeof faultsOf>[1],
  where: string,
  logger: LoggerService,
): void {
  const wrong = new Map(
    faultsOf(paths, schema, `${customKindName(kind)} ${where}`).map(
      ({ line, field, message }) => [`${line} ${field}`, message],
    ),
  );
  for (const { line, field, source } of paths) {
    const message = wrong.get(`${line} ${field}`);
    if (message) logger.warn(`${source}: ${field}: ${message}`);
  }
}
