import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  instanceNameSchema,
  noPlan,
  valuesSchema,
  type OrderForm,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomReader,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { whyUnknown } from '../known';
import { planIn } from '../terms/plan';
import type { Site } from '../view';

/** Where a backup is. */
export interface BackupPlace {
  readonly namespace: string;
  readonly backup: string;
}

/** How the form of an item is when it restores a backup. */
export interface Restoring {
  readonly fields: MiddlewareItem['fields'];
  readonly plans: OrderForm['plans'];
  readonly restores: NonNullable<OrderForm['restores']>;
}

const mostTries = 100;

/**
 * The form that restores a backup into a new instance, which is to be as the one that was
 * backed up; where that is gone, as one of the plans.
 *
 * @throws NotFoundError for a backup that there is not, or that may not be seen
 * @throws ConflictError for one that is not good
 * @throws ServiceUnavailableError while it is not known whether the original is gone
 */
export function restoringForm(
  item: MiddlewareItem,
  { cluster, custom }: Site,
  { namespace, backup: name }: BackupPlace,
): Restoring {
  const { backups } = item;
  const found =
    backups && custom.get(customKindName(backups.kind), { namespace, name });
  const of = found && backups?.instanceOf(found);
  const restore = backups?.restore;
  if (!restore || !found || !of) {
    throw new NotFoundError(
      `There is no backup ${name} of ${item.title} in the namespace ${namespace} of the cluster ${cluster.name}`,
    );
  }
  const { state, finishedAt } = backups.backupOf(found);
  if (state !== 'good') {
    throw new ConflictError(
      `The backup ${name} is not good, so nothing can be restored from it; choose another`,
    );
  }
  const { omits } = restore;
  const instance = custom.get(customKindName(item.kind), {
    namespace,
    name: of,
  });
  if (!instance) assertGone(item, cluster.name, custom);
  const [first] = item.plans;
  const like = valuesSchema.safeParse(instance?.spec).data;
  const own = instance && planIn(item, cluster.name, instance);
  const plan = item.plans.find(({ name: each }) => each === own);
  const plans = like
    ? [
        {
          ...(plan ?? { ...first, name: noPlan }),
          values: restore.specOf(found, like, instance),
        },
      ]
    : item.plans.map(each => ({
        ...each,
        values: restore.specOf(found, each.values, undefined),
      }));
  return {
    fields: item.fields.filter(
      ({ path }) =>
        !omits.some(omit => omit.every((part, i) => path[i] === part)),
    ),
    plans,
    restores: {
      backup: name,
      finishedAt,
      of,
      name: freeName(of, item, namespace, custom),
    },
  };
}

/** What is not seen is gone only where all there is can be seen. */
function assertGone(
  item: MiddlewareItem,
  cluster: string,
  custom: CustomReader,
): void {
  const why = whyUnknown(item, cluster, custom);
  if (why === undefined) return;
  throw new ServiceUnavailableError(
    `It is not known how the original of this backup is, so nothing can be restored as it was. ${why}`,
  );
}

/** A name that no instance in the namespace has, as far as is known. */
function freeName(
  of: string,
  item: MiddlewareItem,
  namespace: string,
  custom: CustomReader,
): string {
  const kind = customKindName(item.kind);
  // What was made by hand may have a name that the portal would not give.
  const start = instanceNameSchema.safeParse(of).success ? of : item.name;
  for (let i = 1; i < mostTries; i++) {
    const end = i === 1 ? '-restored' : `-restored-${i}`;
    const name = `${start.slice(0, 40 - end.length)}${end}`;
    const isFree = !custom.get(kind, { namespace, name });
    if (isFree && instanceNameSchema.safeParse(name).success) return name;
  }
  return '';
}
