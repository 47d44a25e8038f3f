import {
  valuesSchema,
  type InstanceRef,
  type OrderPreview,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type {
  KubeObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { keeperOf, preconditionOf, toYaml } from '../../kube/write';
import type { Trial } from './InstanceWriter';
import { quotaFits } from './quota';
import { pairShown } from './shown';
import type { MarketplaceContext } from './view';

/** What a person is shown of an order that was tried. */
export function previewOf(
  request: OrderRequest,
  trial: Trial,
  {
    context,
    writing: { item },
  }: { context: MarketplaceContext; writing: { item: MiddlewareItem } },
): OrderPreview {
  const { before, after, spec, several } = trial;
  const { cluster, namespace } = request;
  const quotas =
    context.kube.cluster(cluster)?.list('resourcequotas', { namespace }) ?? [];
  const had = valuesSchema.safeParse(before?.spec).data;
  const wanted: Values = valuesSchema.safeParse(after.spec).data ?? spec;
  if (several) {
    const { demand, objects } = several;
    return {
      ...(before && { precondition: preconditionOf(before) }),
      diffs: diffsOf(request, objects),
      conflicts: [],
      quota: quotaFits(quotas, demand.after, demand.before),
      unchanged: diffsOf(request, objects).length === 0,
    };
  }
  return {
    ...effectOf(request, trial, item),
    quota: quotaFits(quotas, item.demandOf(wanted), had && item.demandOf(had)),
  };
}

/** What becomes of several objects: those that are made, changed or go. */
function diffsOf(
  { cluster, namespace }: Pick<InstanceRef, 'cluster' | 'namespace'>,
  { before, after }: NonNullable<Trial['several']>['objects'],
): OrderPreview['diffs'] {
  const keyOf = ({ kind, metadata }: KubeObject) =>
    JSON.stringify([kind, metadata?.namespace ?? namespace, metadata?.name]);
  const was = new Map(before.map(object => [keyOf(object), object]));
  const is = new Map(after.map(object => [keyOf(object), object]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap(key => {
    const [old, next] = [was.get(key), is.get(key)];
    const texts = {
      before: old ? toYaml(old) : '',
      after: next ? toYaml(next) : '',
    };
    const { kind = '', metadata } = next ?? old ?? {};
    const ref = {
      cluster,
      namespace: metadata?.namespace ?? namespace,
      kind,
      name: metadata?.name ?? '',
    };
    return texts.before === texts.after ? [] : [{ ref, ...texts }];
  });
}

/** What was tried would make of an object. */
export function effectOf(
  { cluster, namespace, name }: Omit<InstanceRef, 'item'>,
  { before, after, conflicts }: Trial,
  { kind: { kind }, ...item }: Pick<MiddlewareItem, 'kind' | 'sensitive'>,
): Omit<OrderPreview, 'quota'> {
  const shown = pairShown(item, before, after);
  const texts = {
    before: shown.before ? toYaml(shown.before) : '',
    after: toYaml(shown.after),
  };
  const keeper = before && keeperOf(before);
  const keptBy = keeper === 'helm' ? undefined : keeper;
  return {
    ...(keptBy && { keptBy }),
    ...(before && { precondition: preconditionOf(before) }),
    diffs: [{ ref: { cluster, namespace, kind, name }, ...texts }],
    conflicts: [...conflicts],
    unchanged: texts.before === texts.after,
  };
}
