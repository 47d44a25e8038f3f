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
import type { ClusterAccess, Scope, Viewer } from '../../../kube/access';
import type { KubeService } from '../../../kube/KubeService';
import type { Acting } from '../acting';
import { bindingsTo } from '../binding/views';
import { deletionPlan, lostWith, seenOf } from '../deletion';
import { siteOf } from '../instance';
import type { InstanceWriter, Writing } from '../InstanceWriter';
import { looking } from '../looking';
import type { Needs } from '../Needs';
import { placeOf, type MarketplaceContext } from '../view';
import type { Loss } from './decide';
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
  readonly writer: Pick<InstanceWriter, 'consistsOf'>;
}

type Looking = Pick<Acting, 'context' | 'credentials' | 'viewer' | 'writing'>;

/** What deleting would do, as the person sees it. */
export async function planOf(
  planning: Planning,
  asking: Looking,
  ref: InstanceRef,
): Promise<InstanceDeletion> {
  const { clusters, deletions } = planning;
  const { context } = asking;
  const { plan: whole, bound } = await lossOf(planning, asking, ref);
  const { volumes, told, ...plan } = whole;
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
      const volume = each.namespace ? undefined : volumes.get(each.name);
      return { ...each, volume: (volume && fates.get(volume)) || 'not-known' };
    }),
    bound,
    graceMs,
    // Nobody gives credentials back later.
    when: isImmediate || plan.first.length > 0 ? 'now' : 'later',
    seen: seenOf({ ...plan, told, bound }),
  };
}

/** What goes with an instance, by all who know something of it, and who would break. */
async function lossOf(
  { catalogOf, writer }: Pick<Planning, 'catalogOf' | 'writer'>,
  { context, credentials, viewer, writing }: Looking,
  ref: InstanceRef,
) {
  const [catalog, parts] = await Promise.all([
    catalogOf(credentials),
    writer.consistsOf(viewer, ref, writing),
  ]);
  return {
    plan: deletionPlan(ref, context, parts),
    bound: bindingsTo(ref, { ...context, catalog }),
  };
}

/** @throws ConflictError when more would be lost, or less, than what was looked at */
export async function assertSeen(
  planning: Pick<Planning, 'catalogOf' | 'writer'>,
  asking: Looking,
  { ref, seen }: DeletionOrder,
): Promise<void> {
  const { plan, bound } = await lossOf(planning, asking, ref);
  if (seenOf({ ...plan, bound }) === seen) return;
  throw new ConflictError(
    `What is lost with ${ref.name} is no longer what you looked at; look again`,
  );
}

/** What losses are found by where nobody asks at present. */
interface Finding {
  readonly access: Pick<ClusterAccess, 'scopeOf'>;
  readonly contextOf: (scope: Scope) => MarketplaceContext;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
  readonly writer: Pick<InstanceWriter, 'consistsOf'>;
}

/** Whose services are bound matters to whoever reads of it, and not for what is lost. */
const nobody = { entities: () => [], entity: () => undefined };

/** What deleting an instance would take as somebody sees it, whether or not they are there. */
export async function lossFor(
  { access, contextOf, needs, writer }: Finding,
  viewer: Viewer,
  ref: InstanceRef,
  writing: Writing,
): Promise<Loss> {
  const scope = await access.scopeOf(viewer);
  return looking({ needs }, async () => {
    const parts = await writer.consistsOf(viewer, ref, writing);
    const context = contextOf(scope);
    const plan = deletionPlan(ref, context, parts);
    const bound = bindingsTo(ref, { ...context, catalog: nobody });
    return { lost: lostWith({ ...plan, bound }), unknown: plan.unknown };
  });
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
