import { ConflictError, NotFoundError, toError } from '@backstage/errors';
import type { Order, OrderRequest } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareCompanion,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Asker, Rights } from '../../rights';
import { ownerBy, restorationWriting, versionOf } from './backups/writing';
import { dividedOrder, isOf } from './companions/joined';
import { readCompanions } from './companions/reading';
import { HalfMadeError } from './HalfMadeError';
import type { InstanceWriter, Trial, Writing } from './InstanceWriter';
import { servedOf } from './offers';
import { rightTo } from './rights';
import type { MarketplaceContext } from './view';

/** Somebody who orders an instance. */
interface Acting extends Asker {
  readonly context: MarketplaceContext;
  readonly writing: Writing & { readonly item: MiddlewareItem };
}

interface Dependencies {
  readonly rights: Pick<Rights, 'assertMay'>;
  readonly writer: Pick<InstanceWriter, 'look' | 'make' | 'try'>;
}

/** An object that is made or changed with that of an instance. */
interface Beside {
  readonly request: OrderRequest;
  readonly writing: Writing;
  /** The companion that it is, where it is one. */
  readonly companion?: MiddlewareCompanion;
  /** Whether it is by what the instance is reached. */
  readonly isReach?: boolean;
}

/** The same, as a dry run answered. */
export interface TriedBeside extends Beside {
  readonly trial: Trial;
}

/**
 * What an order makes or changes beside the object of the instance, as far as a dry run tells:
 * its companions, and what puts a backup into it.
 *
 * @throws ConflictError where something else has the name of a companion
 */
export async function tryBeside(
  dependencies: Dependencies,
  acting: Acting,
  order: OrderRequest,
): Promise<TriedBeside[]> {
  const { rights, writer } = dependencies;
  const restoration = restorationWriting(order, acting.context);
  if (restoration) {
    const { item } = restoration.writing;
    const right = rightTo('order', item, restoration.request.name);
    await rights.assertMay(acting, right, restoration.request);
  }
  const wanted: Beside[] = [
    ...(await companionsWanted(dependencies, acting, order)),
    ...(restoration ? [restoration] : []),
  ];
  const tried: TriedBeside[] = [];
  for (const each of wanted) {
    const { request, writing } = each;
    const trial = await writer.try(acting.viewer, request, writing);
    tried.push({ ...each, trial });
  }
  return tried;
}

/**
 * Companions of an instance that is changed of which nothing is wanted, as they are, by their
 * names: what the instance costs and how much it may be depends on them as well.
 */
export async function untouchedBeside(
  { writer }: Pick<Dependencies, 'writer'>,
  { context, viewer, writing: { item } }: Acting,
  order: OrderRequest,
): Promise<ReadonlyMap<string, CustomObject>> {
  const { parts } = dividedOrder(item, order);
  const { companions = [] } = item;
  const left = companions.filter(({ name }) => !parts.has(name));
  const custom = context.custom(order.cluster);
  if (!order.changes || left.length === 0 || !custom) return new Map();
  // Of a kind that a cluster does not have there is nothing.
  const served = left.filter(
    ({ kind }) => servedOf(kind, custom).kind === 'served',
  );
  return readCompanions({ writer }, served, order, { viewer, custom });
}

async function companionsWanted(
  { writer }: Dependencies,
  { context, viewer, writing: { item, ...ofInstance } }: Acting,
  order: OrderRequest,
): Promise<Beside[]> {
  const { companions = [] } = item;
  if (companions.length === 0) return [];
  const { parts } = dividedOrder(item, order);
  const custom = context.custom(order.cluster);
  if (!custom) {
    throw new NotFoundError(`There is no cluster ${order.cluster}`);
  }
  const { cluster, namespace, precondition } = order;
  const instance = order.changes
    ? await writer.look(viewer, order, { item, ...ofInstance })
    : undefined;
  const wanted: Beside[] = [];
  for (const companion of companions) {
    const values = parts.get(companion.name);
    if (!values) continue;
    const { kind } = companion;
    const name = companion.objectOf(order.name);
    const request = { item: order.item, cluster, namespace, name, values };
    const writing: Writing = {
      item: { kind },
      version: versionOf(kind, order, custom),
      labels: companion.labelsOf(order.name),
    };
    const found = instance && (await writer.look(viewer, request, writing));
    if (found && !isOf(companion, order.name, found)) {
      throw new ConflictError(
        `The ${kind.kind} ${name} in the namespace ${namespace} belongs to another; set its labels, or order under another name`,
      );
    }
    wanted.push({
      companion,
      request: {
        ...request,
        ...(found && {
          changes: true,
          precondition: precondition?.companions?.[companion.name],
        }),
      },
      writing: {
        ...writing,
        ...(instance && ownedBy(found, instance, { item, ...ofInstance })),
      },
    });
  }
  return wanted;
}

/** What was made by hand beside an instance is not made its own by a change. */
function ownedBy(
  found: CustomObject | undefined,
  instance: CustomObject,
  writing: Writing,
): Pick<Writing, 'owner'> {
  const owner = ownerBy(instance, writing);
  const owners = found?.metadata?.ownerReferences;
  const isOwn = !found || owners?.some(({ uid }) => uid === owner?.uid);
  return isOwn ? { owner } : {};
}

/**
 * Makes or changes what was tried beside an instance, once that is made or changed itself, which
 * takes it along when it goes.
 *
 * @throws HalfMadeError when that fails: the instance stays as it is then
 */
export async function makeBeside(
  { writer }: Pick<Dependencies, 'writer'>,
  { viewer, writing: ofInstance }: Acting,
  order: Order,
  tried: readonly TriedBeside[],
): Promise<void> {
  for (const each of tried) {
    try {
      const owner =
        each.writing.owner ??
        (each.request.changes
          ? undefined
          : await ownerNow(writer, viewer, order, ofInstance));
      const { takeOver } = order;
      const request = { ...each.request, takeOver };
      await writer.make(viewer, request, { ...each.writing, owner });
    } catch (error) {
      throw new HalfMadeError(failureOf(order, each, toError(error)));
    }
  }
}

async function ownerNow(
  writer: Pick<InstanceWriter, 'look'>,
  viewer: Acting['viewer'],
  order: Order,
  ofInstance: Writing,
): Promise<Writing['owner']> {
  const instance = await writer.look(viewer, order, ofInstance);
  if (!instance) throw new Error('it is gone already');
  return ownerBy(instance, ofInstance);
}

function failureOf(
  { name, changes }: Order,
  { companion, isReach, request }: Beside,
  { message }: Error,
): string {
  if (isReach) {
    return `${name} was made, but its NetworkPolicy ${request.name} was not, so that no service reaches it: ${message}. Delete it and order it again, or have the policy made`;
  }
  if (!companion) {
    return `${name} was made, but the backup could not be put into it, so it is empty: ${message}. Delete it, and restore the backup again`;
  }
  const what = `its ${companion.kind.kind} ${request.name}`;
  return changes
    ? `${name} was changed, but ${what} was not: ${message}. Change it again`
    : `${name} was made, but ${what} was not, so it does not begin: ${message}. Change it, which makes that, or delete it`;
}
