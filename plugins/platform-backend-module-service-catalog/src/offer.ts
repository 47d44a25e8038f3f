import type { OfferTrouble, Words } from '@pilothouse/plugin-platform-common';
import { valuesSchema } from '@pilothouse/plugin-platform-common';
import {
  conditionsOf,
  momentOf,
  type MiddlewareOffer,
} from '@pilothouse/plugin-platform-node';
import type { Held } from './catalog';
import type { ItemSource } from './item';
import { textIn } from './model';
import { orderable } from './form';

const gone: Words = {
  en: 'Its class is in no catalog of this cluster any more, so nothing new can be ordered.',
  zh: '该集群的目录中已没有它的服务类，无法新订购。',
};
const removed: Words = {
  en: 'The broker has taken it out of its catalog: what there is stays, and nothing new can be ordered.',
  zh: 'Broker 已将它从目录中移除：已有的实例保留，但不能新订购。',
};
const noPlan: Words = {
  en: 'The broker offers no plan of it, so nothing can be ordered.',
  zh: 'Broker 没有提供任何套餐，无法订购。',
};
const noBroker: Words = {
  en: 'Its broker is not registered in this cluster any more, so that orders and changes get no answer.',
  zh: '该集群中已没有登记它的 Broker，订购和变更都得不到响应。',
};
const notRead: Words = {
  en: 'The catalog of its broker could not be read; shown is what was read before. Orders and changes may have to wait until the broker answers.',
  zh: '无法读取 Broker 的目录，所示为之前读到的内容。订购和变更可能要等到 Broker 恢复响应。',
};
const notYet: Words = {
  en: 'The catalog of its broker has not been read yet.',
  zh: '尚未读取 Broker 的目录。',
};

/** How a class can be had in a cluster, and what stands in the way; undefined where it cannot. */
export function offerOf(
  { held, orphans }: Pick<ItemSource, 'held' | 'orphans'>,
  cluster: string,
): MiddlewareOffer | undefined {
  const here = held.filter(each => each.cluster === cluster);
  const [first] = here;
  if (!first) {
    return orphans.has(cluster) ? { trouble: closed(gone) } : undefined;
  }
  const open = here.filter(each => orderable(each).length > 0);
  const best = open.find(each => !troubleOf(each)) ?? open[0] ?? first;
  const toldAt = toldBy(best);
  const trouble = troubleOf(best);
  const namespaces = open.flatMap(
    ({ serviceClass }) => serviceClass.metadata.namespace ?? [],
  );
  return {
    ...(first.scope === 'namespace' && { namespaces }),
    ...(trouble && { trouble }),
    ...(toldAt && { toldAt }),
  };
}

function closed(words: Words): OfferTrouble {
  return { words, closed: true };
}

function troubleOf(held: Held): OfferTrouble | undefined {
  const { broker, serviceClass } = held;
  if (serviceClass.status.removedFromBrokerCatalog) return closed(removed);
  if (orderable(held).length === 0) return closed(noPlan);
  if (!broker) return closed(noBroker);
  const ready = conditionsOf(broker).find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return undefined;
  if (!ready) return { words: notYet, closed: false };
  const { message, since } = ready;
  return {
    words: notRead,
    closed: false,
    ...(message && { message }),
    ...(since && { since }),
  };
}

function toldBy({ broker }: Held): string | undefined {
  const status = valuesSchema.safeParse(broker?.status).data ?? {};
  return momentOf(textIn(status, 'lastCatalogRetrievalTime'));
}
