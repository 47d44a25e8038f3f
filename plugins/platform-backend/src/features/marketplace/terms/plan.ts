import { InputError } from '@backstage/errors';
import {
  planAnnotation,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { hasApplied } from '../../../kube/write';

type Planned = Pick<MiddlewareItem, 'title' | 'plans' | 'formIn'>;

/** Name of the plan by which an instance is had; undefined where nobody has said. */
export function planIn(
  { formIn }: Pick<MiddlewareItem, 'formIn'>,
  cluster: string,
  object: CustomObject,
): string | undefined {
  return formIn
    ? formIn(cluster, object).plans[0]?.name
    : object.metadata?.annotations?.[planAnnotation];
}

/** Name of the plan by which an instance is had once an order is carried out. */
export function planAfter(
  item: Pick<MiddlewareItem, 'formIn'>,
  { cluster, plan }: Pick<OrderRequest, 'cluster' | 'plan'>,
  { before, after }: { before?: CustomObject; after: CustomObject },
): string | undefined {
  if (item.formIn) return planIn(item, cluster, after);
  return plan ?? (before && planIn(item, cluster, before));
}

/**
 * An order with the plan that is recorded. Where objects name their plans themselves, nothing
 * else has to.
 *
 * @throws InputError for a plan that there is not
 */
export function withKnownPlan<T extends Pick<OrderRequest, 'plan'>>(
  { title, plans, formIn }: Planned,
  request: T,
): T {
  const { plan } = request;
  if (plan === undefined) return request;
  if (formIn) return { ...request, plan: undefined };
  if (plans.some(({ name }) => name === plan)) return request;
  throw new InputError(
    `${title} has no plan ${plan}; there are ${plans
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** The annotation with the plan, also where a change leaves it as it is. */
export function planNamed(
  plan: string | undefined,
  before: CustomObject | undefined,
): Readonly<Record<string, string>> {
  const path = ['metadata', 'annotations', planAnnotation];
  const named =
    plan ??
    (before && hasApplied(before, path)
      ? before.metadata?.annotations?.[planAnnotation]
      : undefined);
  return named === undefined ? {} : { [planAnnotation]: named };
}
