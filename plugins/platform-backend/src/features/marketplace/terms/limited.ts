import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { OrderRequest } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { KubeService } from '../../../kube/KubeService';
import { composedReader } from '../composed';
import { pathTo } from '../path-to';
import { servedOf } from '../offers';
import { planIn } from './plan';
import type { Planned } from './planned';
import type { Reservations, Reserved } from './Reservations';
import {
  assertWithin,
  countedWith,
  termsOfOrder,
  type Held,
  type Other,
  type Tried,
} from './terms';

/** What an order is held to limits by. */
interface Limiting extends Held {
  readonly clusters: Pick<KubeService, 'request'>;
  readonly logger: Pick<LoggerService, 'warn'>;
  readonly reservations: Pick<Reservations, 'release' | 'reserve' | 'settle'>;
}

/**
 * Carries out an order that was tried where it is within limits, those included that others
 * order at the same moment.
 *
 * @throws InputError naming fields and limits that it goes over
 * @throws ServiceUnavailableError where it is not known how many instances there are, and that
 * is limited
 */
export async function withinLimits(
  limiting: Limiting,
  item: MiddlewareItem,
  own: OrderRequest,
  tried: Tried & Pick<Planned, 'namesPlan'>,
  make: () => Promise<void>,
): Promise<void> {
  assertWithin(termsOfOrder(item, own, tried, limiting));
  const counted = countedWith(item, own, tried, limiting);
  if (!counted) {
    await make();
    return;
  }
  const { logger, reservations } = limiting;
  const { tenant, environment, plan } = counted;
  const { cluster, namespace, name } = own;
  const { id, others } = await reservations.reserve(
    { item: item.name, tenant, environment },
    { cluster, namespace, name, plan },
  );
  // What came of the order is told, whether or not the database hears of it.
  const toldAnyway = (telling: Promise<void>) =>
    telling.catch((error: unknown) =>
      logger.warn(
        `The order of ${name} in the namespace ${namespace} of the cluster ${cluster} stays reserved for some minutes, as the database was not told how it ended`,
        toError(error),
      ),
    );
  try {
    const unseen = await Promise.all(
      others.map(other => unseenOf(other, item, limiting)),
    );
    assertWithin(termsOfOrder(item, own, tried, limiting, unseen.flat()));
  } catch (error) {
    await toldAnyway(reservations.release(id));
    throw error;
  }
  try {
    await make();
  } finally {
    await toldAnyway(reservations.settle(id));
  }
}

/** What somebody has ordered, as the cluster has it, where it has. */
async function unseenOf(
  { isUnderWay, ...ordered }: Reserved,
  item: MiddlewareItem,
  { clusters, custom, items, kube }: Limiting,
): Promise<Other[]> {
  if (isUnderWay) return [ordered];
  const { cluster } = ordered;
  const [raw, reader] = [custom.cluster(cluster), kube.cluster(cluster)];
  const served =
    raw &&
    reader &&
    servedOf(item.kind, composedReader(raw, reader, items.compositions));
  if (served?.kind !== 'served') return [];
  const path = pathTo(ordered, { item, version: served.version });
  const answer = await clusters.request(cluster, { path });
  if (answer.status === 404) return [];
  if (!answer.ok) {
    throw new ServiceUnavailableError(
      `It is not known whether ${ordered.name}, which was ordered just now, is in the cluster ${cluster}; it answered ${answer.status}. Try again in a moment`,
    );
  }
  // What stands for an instance does not tell its plan.
  if (item.kind.anchor) return [ordered];
  const plan = planIn(item, cluster, answer.json<CustomObject>());
  return [{ ...ordered, plan: plan ?? ordered.plan }];
}
