import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CreationCheck,
  PreviewObject,
  QuotaFit,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import { outlineOf } from '../http/remote';
import { orderFor, type Wanted } from '../middleware/order';
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
  readonly quota: readonly QuotaFit[];
}

/**
 * Tries an order of middleware in a namespace of the team. What the run has ordered itself is
 * in the way of nothing.
 */
export async function middlewarePreview(
  surroundings: Surroundings,
  wanted: Wanted,
  place: Place,
  { maker, who }: Looker,
  signal?: AbortSignal,
): Promise<Ordered> {
  const { cluster, environment, namespace } = place;
  const check = (
    found: 'orderable' | 'refused' | 'taken',
    problem?: string,
  ): CreationCheck => ({
    check: 'middleware',
    ...said(problem, `${wanted.name} can be ordered for ${environment}`),
    ...{ environment, name: wanted.name, found },
  });
  try {
    const { item, name, values } = orderFor(surroundings.items, wanted);
    const ref = { item: item.name, cluster, namespace, name };
    if (await isOwn(surroundings, maker, { kind: 'middleware', ...ref })) {
      return { checks: [check('orderable')], objects: [], quota: [] };
    }
    const { diffs, quota } = await surroundings.middleware.preview(
      who,
      { ...ref, values },
      signal,
    );
    return {
      checks: [check('orderable')],
      objects: diffs.map(({ ref: { kind, name: of } }) => ({
        system: 'kubernetes',
        kind,
        name: of,
        where: `${cluster}/${namespace}`,
        environment,
      })),
      quota,
    };
  } catch (error) {
    signal?.throwIfAborted();
    const isTaken = (error as Error).name === 'ConflictError';
    const because = isTaken
      ? `The name is taken: there is ${wanted.item} ${wanted.name} in ${namespace}`
      : `${wanted.name} cannot be ordered for ${environment}: ${outlineOf(
          error,
        )}`;
    const found = isTaken ? 'taken' : 'refused';
    return { checks: [check(found, because)], objects: [], quota: [] };
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
