import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  exceededInWords,
  valuesFor,
  valuesSchema,
  type Exceeded,
  type OrderForm,
  type OrderPreview,
  type OrderRequest,
  type Place,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  KubeReader,
  MiddlewareDemand,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { CustomKube } from '../../../kube/custom';
import { composedReader } from '../composed';
import type { Items } from '../Items';
import { whyUnknown } from '../known';
import { placeOf } from '../place';
import { instancesOf } from '../view';
import { costBy, exceededBy, isCounted } from './decide';
import { planAfter, planIn } from './plan';
import type { Planned } from './planned';

/** All that is held of the clusters, whoever asks. */
export interface Held {
  readonly kube: KubeReader;
  readonly custom: Pick<CustomKube, 'cluster'>;
  readonly items: Pick<Items, 'compositions'>;
}

/** What an order would make of an object. */
export interface Tried {
  readonly before?: CustomObject;
  readonly after: CustomObject;
  /** What it asks for, where its objects tell that better than their fields. */
  readonly demand?: {
    readonly before?: MiddlewareDemand;
    readonly after: MiddlewareDemand;
  };
}

type Told = Pick<OrderPreview, 'cost' | 'exceeded'>;

/** Another instance, where it is. */
export interface Other
  extends Pick<OrderRequest, 'cluster' | 'namespace' | 'name'> {
  readonly plan?: string;
}

/** By what an order is counted with others, where that matters; undefined where it does not. */
export function countedWith(
  item: MiddlewareItem,
  request: OrderRequest,
  tried: Tried,
  held: Pick<Held, 'kube'>,
): { tenant?: string; environment?: string; plan?: string } | undefined {
  const { terms = [] } = item;
  const { cluster, namespace } = request;
  const { before } = tried;
  const reader = held.kube.cluster(cluster);
  const { tenant, environment } = reader ? placeOf(reader, namespace) : {};
  const plan = planAfter(item, request, tried);
  return isCounted(terms, {
    ...{ plan, environment },
    before: before && specOf(before),
    planBefore: before && planIn(item, cluster, before),
  })
    ? { tenant, environment, plan }
    : undefined;
}

/**
 * What an order that was tried costs, and the limits that it goes over.
 *
 * @param unseen - others that may not be among what is held yet
 * @throws ServiceUnavailableError where it is not known how many instances there are, and that
 * is limited
 */
export function termsOfOrder(
  item: MiddlewareItem,
  request: OrderRequest,
  tried: Tried & Pick<Planned, 'namesPlan'>,
  held: Held,
  unseen: readonly Other[] = [],
): Told {
  const { terms = [] } = item;
  if (terms.length === 0) return {};
  const { cluster, namespace, name } = request;
  const { before, after } = tried;
  const reader = held.kube.cluster(cluster);
  const { tenant, environment } = reader ? placeOf(reader, namespace) : {};
  const plan = planAfter(item, request, tried);
  const planBefore = before && planIn(item, cluster, before);
  const spec = specOf(after);
  const had = before && specOf(before);
  const { demand } = tried;
  const asks = demand?.after ?? item.demandOf(spec);
  const cost = costBy(terms, { plan, environment }, asks);
  const asked = demand?.before ?? (had && item.demandOf(had));
  const costBefore =
    asked && had && costBy(terms, { plan: planBefore, environment }, asked);
  const change = { plan, environment, before: had, planBefore };
  const counted = countedWith(item, request, tried, held)
    ? distinct([...others(item, { tenant, environment }, held), ...unseen])
    : [];
  const exceeded = exceededBy(terms, {
    ...change,
    tenant,
    spec,
    others: counted.filter(
      other =>
        other.cluster !== cluster ||
        other.namespace !== namespace ||
        other.name !== name,
    ),
    namesPlan: tried.namesPlan,
  });
  return {
    ...((cost || costBefore) && {
      cost: {
        ...(costBefore && { before: costBefore }),
        ...(cost && { after: cost }),
      },
    }),
    ...(exceeded.length > 0 && {
      exceeded: exceeded.map(each => withoutSensitive(each, item)),
    }),
  };
}

/**
 * Refuses what goes over limits.
 *
 * @throws InputError naming fields and limits
 */
export function assertWithin({ exceeded = [] }: Told): void {
  if (exceeded.length === 0) return;
  throw new InputError(exceeded.map(exceededInWords).join(' '));
}

/** What each plan costs where it can be ordered, as it is proposed there. */
export function costsOf(
  { terms = [], demandOf }: Pick<MiddlewareItem, 'terms' | 'demandOf'>,
  plans: OrderForm['plans'],
  places: readonly Pick<Place, 'environment'>[],
): NonNullable<OrderForm['costs']> {
  const environments = [
    ...new Set(places.map(({ environment }) => environment)),
  ];
  return plans.flatMap(plan =>
    environments.flatMap(environment => {
      const values = valuesFor(plan, terms, environment);
      const cost = costBy(
        terms,
        { plan: plan.name, environment },
        demandOf(values),
      );
      return cost
        ? [{ plan: plan.name, ...(environment && { environment }), cost }]
        : [];
    }),
  );
}

/** What a team has of an item in an environment, in all clusters. */
function others(
  item: MiddlewareItem,
  { tenant, environment }: { tenant?: string; environment?: string },
  { kube, custom, items }: Held,
): Other[] {
  return kube.clusters().flatMap(reader => {
    const raw = custom.cluster(reader.name);
    if (!raw) return [];
    const isTheirs = (namespace: string) => {
      const place = placeOf(reader, namespace);
      return place.tenant === tenant && place.environment === environment;
    };
    const mayHave =
      reader.kindState('namespaces').kind !== 'live' ||
      reader
        .list('namespaces')
        .some(({ metadata }) => isTheirs(metadata?.name ?? ''));
    if (!mayHave) return [];
    const { name: cluster } = reader;
    const objects = composedReader(raw, reader, items.compositions);
    const why = whyUnknown(item, cluster, objects);
    if (why !== undefined) {
      throw new ServiceUnavailableError(
        `It is not known how many instances of ${item.title} there are, which is limited. ${why}`,
      );
    }
    return instancesOf(item, objects).flatMap(object => {
      const { namespace = '', name = '' } = object.metadata ?? {};
      return isTheirs(namespace)
        ? [{ cluster, namespace, name, plan: planIn(item, cluster, object) }]
        : [];
    });
  });
}

/** What is told twice counts once, as it is told last. */
function distinct(all: readonly Other[]): Other[] {
  const keyOf = ({ cluster, namespace, name }: Other) =>
    JSON.stringify([cluster, namespace, name]);
  return [...new Map(all.map(each => [keyOf(each), each])).values()];
}

function withoutSensitive(
  exceeded: Exceeded,
  { sensitive = [] }: Pick<MiddlewareItem, 'sensitive'>,
): Exceeded {
  if (exceeded.kind !== 'field') return exceeded;
  const path = exceeded.bound.field
    .split('.')
    .map(step => step.replace(/\[\]$/, ''));
  const isHidden = sensitive.some(hidden =>
    hidden.every((name, i) => path[i] === undefined || path[i] === name),
  );
  return isHidden ? { kind: 'field', bound: exceeded.bound } : exceeded;
}

function specOf({ spec }: CustomObject): Values {
  return valuesSchema.safeParse(spec).data ?? {};
}
