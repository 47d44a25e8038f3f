import {
  valuesSchema,
  type InstanceRef,
  type OrderPreview,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
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
  const { before, after, spec } = trial;
  const { cluster, namespace } = request;
  const quotas =
    context.kube.cluster(cluster)?.list('resourcequotas', { namespace }) ?? [];
  const had = valuesSchema.safeParse(before?.spec).data;
  const wanted: Values = valuesSchema.safeParse(after.spec).data ?? spec;
  return {
    ...effectOf(request, trial, item),
    quota: quotaFits(quotas, item.demandOf(wanted), had && item.demandOf(had)),
  };
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
