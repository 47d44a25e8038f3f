import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  exceededInWords,
  namesIn,
  type CreationCheck,
  type OrderRefusal,
  type PreviewObject,
  type PreviewOrder,
  type QuotaFit,
} from '@pilothouse/plugin-platform-common';
import { quantityOf } from '@pilothouse/plugin-platform-node';
import type { Surroundings } from '../actions/Surroundings';
import { outlineOf } from '../http/remote';
import {
  assertNamed,
  madeOf,
  orderFor,
  OrderRefusedError,
  type Wanted,
} from '../middleware/order';
import type { Place } from '../service/places';
import type { Maker } from '../things/Handlers';
import { keyOf, type ThingOf } from '../things/thing';
import { said } from './checks';
import { quotaCheckOf } from './quota';

/** For whom something is looked at. */
export interface Looker {
  readonly maker: Maker;
  readonly who: BackstageCredentials;
}

/** What an order would make, and what is in the way of it. */
export interface Ordered {
  readonly checks: CreationCheck[];
  readonly objects: PreviewObject[];
  readonly orders: readonly PreviewOrder[];
  readonly quota: readonly QuotaFit[];
}

const nothing = { objects: [], orders: [], quota: [] };

/**
 * Tries orders of middleware in a namespace of the team. What the run has ordered itself is in
 * the way of nothing.
 */
export async function middlewarePreviews(
  surroundings: Surroundings,
  wanted: readonly Wanted[],
  place: Place,
  looker: Looker,
  signal?: AbortSignal,
): Promise<Ordered> {
  const all = await Promise.all(
    wanted.map(each =>
      middlewarePreview(surroundings, each, place, looker, signal),
    ),
  );
  return {
    checks: all.flatMap(({ checks }) => checks),
    objects: all.flatMap(({ objects }) => objects),
    orders: all.flatMap(({ orders }) => orders),
    quota: together(all.flatMap(({ quota }) => quota)),
  };
}

/** What several orders add to the same quotas. */
function together(fits: readonly QuotaFit[]): QuotaFit[] {
  const sums = new Map<string, QuotaFit>();
  for (const fit of fits) {
    const key = `${fit.quota}/${fit.resource}`;
    const { amounts } = sums.get(key) ?? { amounts: { adds: 0 } };
    const adds = amounts.adds + fit.amounts.adds;
    sums.set(key, {
      ...fit,
      adds: quantityOf(adds, /memory|storage/.test(fit.resource)),
      amounts: { ...fit.amounts, adds },
      fits: fit.amounts.used + adds <= fit.amounts.hard,
    });
  }
  return [...sums.values()];
}

async function middlewarePreview(
  surroundings: Surroundings,
  wanted: Wanted,
  place: Place,
  { maker, who }: Looker,
  signal?: AbortSignal,
): Promise<Ordered> {
  const { cluster, environment, namespace } = place;
  const of = { check: 'middleware', environment, name: wanted.name } as const;
  const orderable: CreationCheck = {
    ...of,
    ...said(undefined, `${wanted.name} can be ordered for ${environment}`),
    found: 'orderable',
  };
  try {
    assertNamed(wanted);
    const { item, name } = wanted;
    const form = await surroundings.middleware.form(
      who,
      { item, cluster },
      signal,
    );
    madeOf(form);
    const { plan, values } = orderFor(form, wanted, environment);
    const ref = { item, cluster, namespace, name };
    if (await isOwn(surroundings, maker, { kind: 'middleware', ...ref })) {
      return { checks: [orderable], ...nothing };
    }
    const { cost, diffs, exceeded, quota } =
      await surroundings.middleware.preview(
        who,
        { ...ref, plan, values },
        signal,
      );
    if (exceeded) {
      throw new OrderRefusedError(exceeded.map(exceededInWords).join(' '), {
        kind: 'limits',
        exceeded,
        names: namesIn(exceeded, form),
      });
    }
    const { title } = form.item;
    return {
      checks: [orderable],
      objects: diffs.map(({ ref: { kind, name: called } }) => ({
        system: 'kubernetes',
        kind,
        name: called,
        where: `${cluster}/${namespace}`,
        environment,
      })),
      orders: [{ title, name, environment, cost: cost?.after }],
      quota,
    };
  } catch (error) {
    signal?.throwIfAborted();
    const against = (problem: string) => ({ ...of, ...said(problem, '') });
    if (toError(error).name === 'ConflictError') {
      const problem = `The name is taken: there is ${wanted.item} ${wanted.name} in ${namespace}`;
      return { checks: [{ ...against(problem), found: 'taken' }], ...nothing };
    }
    const because = outlineOf(error);
    const problem = `${wanted.name} cannot be ordered for ${environment}: ${because}`;
    const refusal = refusalOf(error);
    return {
      checks: [{ ...against(problem), found: 'refused', refusal }],
      ...nothing,
    };
  }
}

/** Why an order was refused, for pages. */
function refusalOf(error: unknown): OrderRefusal {
  if (error instanceof OrderRefusedError) return error.refusal;
  switch (toError(error).name) {
    case 'NotFoundError':
      return { kind: 'absent' };
    case 'NotAllowedError':
      return { kind: 'not-allowed' };
    case 'InputError':
      return { kind: 'not-taken' };
    default:
      return { kind: 'unknown' };
  }
}

/** That middleware is wanted in a namespace that is made first. */
export function middlewareLater(
  { name }: Wanted,
  environment: string,
): CreationCheck {
  return {
    check: 'middleware',
    ...said(undefined, `${name} is ordered once there is its namespace`),
    ...{ environment, name, found: 'later' },
  };
}

async function isOwn(
  { claims }: Surroundings,
  { taskId }: Maker,
  thing: ThingOf<'middleware'>,
): Promise<boolean> {
  const own = await claims.ofTask(taskId);
  return own.some(
    ({ thing: each }) =>
      each.kind === thing.kind && keyOf(each) === keyOf(thing),
  );
}

/** Checks in which a quota also counts what is ordered beside the service. */
export function withOrder(
  checks: readonly CreationCheck[],
  place: Place,
  fits: readonly QuotaFit[],
): CreationCheck[] {
  const isOf = (check: CreationCheck) =>
    check.check === 'quota' &&
    check.cluster === place.cluster &&
    check.namespace === place.namespace;
  const counted = checks.map(check =>
    check.check === 'quota' && isOf(check)
      ? quotaCheckOf(place, added(check.amounts, fits), check.forRollout)
      : check,
  );
  return fits.length === 0 || checks.some(isOf)
    ? counted
    : [...counted, quotaCheckOf(place, added([], fits))];
}

type Amounts = Extract<CreationCheck, { check: 'quota' }>['amounts'];

function added(amounts: Amounts, fits: readonly QuotaFit[]): Amounts {
  const isSame = (
    one: { quota: string; resource: string },
    other: { quota: string; resource: string },
  ) => one.quota === other.quota && one.resource === other.resource;
  return [
    ...amounts.map(amount => {
      const { adds = 0 } = fits.find(fit => isSame(fit, amount))?.amounts ?? {};
      return amount.wanted === undefined
        ? amount
        : { ...amount, wanted: amount.wanted + adds };
    }),
    ...fits
      .filter(fit => !amounts.some(amount => isSame(fit, amount)))
      .map(({ quota, resource, amounts: { hard, used, adds } }) => ({
        ...{ quota, resource, most: hard, used, wanted: adds },
      })),
  ];
}
