import {
  ConflictError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PersonalCluster } from '@pilothouse/plugin-platform-node';
import { teamOf } from '../service/name';
import { namespaceThing } from '../tenant/application';
import {
  namespaceObject,
  namespacePath,
  taskAnnotation,
  tenantObjects,
  type TenantQuota,
} from '../tenant/objects';
import { notLabelled, planOf, type PlannedPlace } from '../tenant/plan';
import type { Maker } from '../things/Handlers';
import { keyOf } from '../things/thing';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { poll } from './poll';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:tenant:ensure';
/** How long the portal may take to hear of what it has made. */
const heardMs = 60_000;

const quantity = /^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/;

/** Gives a team the namespaces that it lacks. */
export function tenantEnsure(surroundings: Surroundings) {
  const { kube, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Gives a team a namespace for each environment for which it has none, made with your rights: with the labels by which it is the team’s, a ResourceQuota, a LimitRange, a NetworkPolicy that lets nothing in or out, and the rights of the team. Namespaces that the team has stay as they are. May be repeated.',
    examples: [
      example('Namespaces for dev and prod', id, {
        owner: 'group:default/shop',
        environments: ['dev', 'prod'],
        quota: { cpu: '4', memory: '8Gi', pods: 50, storage: '20Gi' },
      }),
    ],
    schema: {
      input: {
        owner: fields.owner,
        environments: fields.environments,
        cluster: fields.cluster,
        quota: z =>
          z
            .object({
              cpu: z.string().regex(quantity),
              memory: z.string().regex(quantity),
              pods: z.number().int().positive(),
              storage: z.string().regex(quantity),
            })
            .describe(
              'What all pods of a new namespace may ask for together, in quantities of Kubernetes',
            ),
      },
      output: {
        namespaces: z =>
          z.array(
            z.object({
              environment: z.string(),
              cluster: z.string(),
              namespace: z.string(),
              created: z.boolean(),
            }),
          ),
      },
    },
    async handler(ctx) {
      const { cluster, environments, owner, quota } = ctx.input;
      const team = teamOf(owner);
      const maker = await makerFor(people, ctx, team);
      const places = planOf(kube.reader, { team, environments, cluster });
      const namespaces = [];
      for (const place of places) {
        const created = await isToBeMade(
          surroundings,
          maker,
          place,
          ctx.signal,
        );
        const { environment, namespace } = place;
        const what = { team, place, quota };
        if (created) {
          await make(surroundings, maker, what, ctx.signal);
          ctx.logger.info(
            `Made the namespace ${namespace} in ${place.cluster} for ${environment}`,
          );
        } else {
          const { added, lacking } = await complete(
            surroundings,
            maker,
            what,
            ctx.signal,
          );
          ctx.logger.info(
            added.length > 0
              ? `${team} has the namespace ${namespace} for ${environment}, which a run had begun to make; it has got what it lacked: ${added.join(
                  ', ',
                )}`
              : `${team} has the namespace ${namespace} for ${environment}; it stays as it is`,
          );
          if (lacking.length > 0) {
            ctx.logger.warn(
              `${namespace} lacks ${lacking.join(
                ', ',
              )}, which you may not add: ask a platform engineer`,
            );
          }
        }
        namespaces.push({
          environment,
          cluster: place.cluster,
          namespace,
          created,
        });
      }
      ctx.output('namespaces', namespaces);
    },
  });
}

/** Whether a namespace is this run's to make, also when it has begun to before. */
async function isToBeMade(
  { claiming, claims }: Surroundings,
  maker: Maker,
  place: PlannedPlace,
  signal?: AbortSignal,
): Promise<boolean> {
  const thing = namespaceThing(place);
  const own = await claims.ofTask(maker.taskId);
  const isOwn = own.some(
    claim =>
      claim.thing.kind === thing.kind && keyOf(claim.thing) === keyOf(thing),
  );
  if (!isOwn && !place.isNew) return false;
  if (await claiming.ifNew(maker, thing, signal)) return true;
  throw new ConflictError(notLabelled(place));
}

/** A namespace for a team. */
interface Wish {
  readonly team: string;
  readonly place: PlannedPlace;
  readonly quota: TenantQuota;
}

function tenantOf({ settings }: Surroundings, { place, quota, team }: Wish) {
  const { environment, namespace } = place;
  const group = `${settings.groupPrefix}${team}`;
  return { namespace, team, environment, group, quota };
}

/**
 * Adds what a namespace lacks that another run had begun to make and was ended in the middle
 * of. What people made, or may not look into, stays as it is.
 *
 * @returns kinds of what was added, and of what the person may not add
 */
async function complete(
  surroundings: Surroundings,
  maker: Maker,
  wish: Wish,
  signal?: AbortSignal,
): Promise<{ readonly added: string[]; readonly lacking: string[] }> {
  const { cluster, namespace } = wish.place;
  const { kube } = surroundings;
  const added: string[] = [];
  const lacking: string[] = [];
  const known = kube.reader.cluster(cluster)?.get('namespaces', {
    name: namespace,
  });
  if (!known?.metadata?.annotations?.[taskAnnotation]) {
    return { added, lacking };
  }
  const client = await kube.as(maker.userEntityRef, cluster);
  for (const { object, path } of tenantObjects(tenantOf(surroundings, wish))) {
    if (await isThere(client, path, signal)) continue;
    try {
      await client.apply(path, object, signal);
      added.push(object.kind);
    } catch (error) {
      if (!isRefused(error)) throw error;
      lacking.push(object.kind);
    }
  }
  return { added, lacking };
}

function isRefused(error: unknown): boolean {
  return isError(error) && error.name === 'NotAllowedError';
}

async function isThere(
  client: PersonalCluster,
  path: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    return (await client.read(path, signal)) !== undefined;
  } catch (error) {
    if (isRefused(error)) return true;
    throw error;
  }
}

async function make(
  surroundings: Surroundings,
  maker: Maker,
  wish: Wish,
  signal?: AbortSignal,
): Promise<void> {
  const { kube, pauseMs } = surroundings;
  const { cluster, namespace } = wish.place;
  const client = await kube.as(maker.userEntityRef, cluster);
  const tenant = tenantOf(surroundings, wish);
  const made = await client.read(namespacePath(namespace), signal);
  // One that somebody else makes at this moment is refused by the cluster.
  if (!made) {
    const object = namespaceObject(tenant, maker.taskId);
    await client.create('/api/v1/namespaces', object, signal);
  } else if (made.metadata?.annotations?.[taskAnnotation] !== maker.taskId) {
    throw new ConflictError(
      `Somebody else has made the namespace ${namespace} in the cluster ${cluster} meanwhile: begin again`,
    );
  }
  for (const { object, path } of tenantObjects(tenant)) {
    await client.apply(path, object, signal);
  }
  // Forms offer what the portal has heard of.
  await poll(
    async () =>
      kube.reader.cluster(cluster)?.get('namespaces', { name: namespace }),
    {
      pauseMs,
      timeoutMs: heardMs,
      signal,
      late: () =>
        new ServiceUnavailableError(
          `The cluster ${cluster} has not told of its new namespace ${namespace} within a minute`,
        ),
    },
  );
}
