import {
  valuesSchema,
  type InstanceRef,
  type OrderPreview,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type {
  KubeObject,
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { keeperOf, preconditionOf, toYaml } from '../../kube/write';
import type { TriedBeside } from './beside';
import { joined } from './companions/joined';
import type { Trial } from './InstanceWriter';
import { partKey, toldPart } from './leftovers';
import { quotaFits } from './quota';
import { pairShown } from './shown';
import type { Tried } from './terms/terms';
import type { MarketplaceContext } from './view';

/** What becomes of what belongs to an instance beside its object. */
export interface Companions {
  readonly tried: readonly TriedBeside[];
  /** Those that a change leaves as they are, by their names. */
  readonly untouched: ReadonlyMap<string, CustomObject>;
}

const alone: Companions = { tried: [], untouched: new Map() };

/** What an order that was tried makes of an instance with its companions. */
export function wholeOf(
  item: Pick<MiddlewareItem, 'companions'>,
  { before, after, several }: Trial,
  { tried, untouched }: Companions = alone,
): Tried {
  const whole = (own: CustomObject, part: 'before' | 'after') =>
    joined(item, own, ({ name }) => {
      const found = tried.find(({ companion }) => companion?.name === name);
      return found ? found.trial[part] : untouched.get(name);
    });
  return {
    ...(before && { before: whole(before, 'before') }),
    after: whole(after, 'after'),
    ...(several && { demand: several.demand }),
  };
}

/** What a person is shown of an order that was tried, with what was tried beside it. */
export function previewOf(
  request: OrderRequest,
  trial: Trial,
  {
    context,
    writing: { item },
  }: { context: MarketplaceContext; writing: { item: MiddlewareItem } },
  companions: Companions = alone,
): OrderPreview {
  const { tried: beside } = companions;
  const { before, spec, several } = trial;
  const { cluster, namespace } = request;
  const quotas =
    context.kube.cluster(cluster)?.list('resourcequotas', { namespace }) ?? [];
  if (several) {
    const { basis, demand, objects } = several;
    return {
      ...(basis && { basis }),
      ...(before && { precondition: preconditionOf(before) }),
      diffs: diffsOf(request, objects),
      conflicts: [],
      quota: quotaFits(quotas, demand.after, demand.before),
      unchanged: diffsOf(request, objects).length === 0,
    };
  }
  const whole = wholeOf(item, trial, companions);
  const had = valuesSchema.safeParse(whole.before?.spec).data;
  const wanted: Values = valuesSchema.safeParse(whole.after.spec).data ?? spec;
  const effects = [
    effectOf(request, trial, item),
    ...beside.map(each =>
      effectOf(each.request, each.trial, {
        ...each.writing.item,
        sensitive: sensitiveOf(item, each.companion?.name),
      }),
    ),
  ];
  const [{ precondition }] = effects as [(typeof effects)[number]];
  const keptBy = effects.map(each => each.keptBy).find(Boolean);
  return {
    ...(keptBy && { keptBy }),
    ...(precondition && {
      precondition: { ...precondition, ...companionsOf(beside) },
    }),
    diffs: effects.flatMap(({ diffs }) => diffs),
    conflicts: effects.flatMap(({ conflicts }) => conflicts),
    unchanged: effects.every(({ unchanged }) => unchanged),
    quota: quotaFits(quotas, item.demandOf(wanted), had && item.demandOf(had)),
  };
}

/** What becomes of several objects: those that are made, changed or go. */
function diffsOf(
  { cluster, namespace }: Pick<InstanceRef, 'cluster' | 'namespace'>,
  { before, after }: NonNullable<Trial['several']>['objects'],
): OrderPreview['diffs'] {
  const keyOf = (object: KubeObject) => partKey(toldPart(object), namespace);
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

/** What a change must still find of companions. */
function companionsOf(
  beside: readonly TriedBeside[],
): Pick<NonNullable<OrderPreview['precondition']>, 'companions'> {
  const found = beside.flatMap(({ companion, trial: { before } }) =>
    companion && before
      ? [[companion.name, preconditionOf(before)] as const]
      : [],
  );
  return found.length > 0 ? { companions: Object.fromEntries(found) } : {};
}

/** Of the sensitive fields of an instance, those of a companion, as it has them itself. */
function sensitiveOf(
  { sensitive = [] }: Pick<MiddlewareItem, 'sensitive'>,
  companion: string | undefined,
) {
  return sensitive
    .filter(([first]) => first === companion)
    .map(([, ...rest]) => rest);
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
