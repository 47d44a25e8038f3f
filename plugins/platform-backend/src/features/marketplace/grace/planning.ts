import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  DeletionOrder,
  InstanceDeletion,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
} from '@pilothouse/plugin-platform-node';
import type { VisibleCatalog } from '../../../catalog';
import type { KubeService } from '../../../kube/KubeService';
import { bindingsTo } from '../binding/views';
import { deletionPlan, seenOf } from '../deletion';
import { siteOf } from '../instance';
import { placeOf, type MarketplaceContext } from '../view';
import type { GraceSettings } from './settings';
import { fatesOf } from './volumes';

/** What plans of deletions are made from. */
export interface Planning {
  /** The catalog as somebody sees it. */
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
  readonly clusters: Pick<KubeService, 'request'>;
  readonly deletions: { readonly settings: GraceSettings };
}

interface Looking {
  readonly context: MarketplaceContext;
  readonly credentials: BackstageCredentials;
}

/** What deleting would do, as the person sees it. */
export async function planOf(
  { catalogOf, clusters, deletions }: Planning,
  { context, credentials }: Looking,
  ref: InstanceRef,
): Promise<InstanceDeletion> {
  const catalog = await catalogOf(credentials);
  const { volumes, ...plan } = deletionPlan(ref, context);
  const bound = bindingsTo(ref, { ...context, catalog });
  const fates = await fatesOf(clusters, ref.cluster, [...volumes.values()]);
  const { graceMs, immediateIn } = deletions.settings;
  const cluster = context.kube.cluster(ref.cluster);
  const environment = cluster && placeOf(cluster, ref.namespace).environment;
  const isImmediate =
    environment !== undefined && immediateIn.includes(environment);
  return {
    ...plan,
    goes: plan.goes.map(each => {
      if (each.kind !== 'PersistentVolumeClaim') return each;
      const volume = volumes.get(each.name);
      return { ...each, volume: (volume && fates.get(volume)) || 'not-known' };
    }),
    bound,
    graceMs,
    // Nobody gives credentials back later.
    when: isImmediate || plan.first.length > 0 ? 'now' : 'later',
    seen: seenOf({ ...plan, bound }),
  };
}

/** @throws ConflictError when more would be lost, or less, than what was looked at */
export async function assertSeen(
  { catalogOf }: Pick<Planning, 'catalogOf'>,
  { context, credentials }: Looking,
  { ref, seen }: DeletionOrder,
): Promise<void> {
  if (seen === undefined) return;
  const plan = deletionPlan(ref, context);
  const catalog = await catalogOf(credentials);
  const bound = bindingsTo(ref, { ...context, catalog });
  if (seenOf({ ...plan, bound }) === seen) return;
  throw new ConflictError(
    `What is lost with ${ref.name} is no longer what you looked at; look again`,
  );
}

/** An instance, as the person sees it. */
export function objectOf(
  ref: InstanceRef,
  context: MarketplaceContext,
): CustomObject | undefined {
  const { item, site } = siteOf(ref, context);
  const { namespace, name } = ref;
  return site.custom.get(customKindName(item.kind), { namespace, name });
}
