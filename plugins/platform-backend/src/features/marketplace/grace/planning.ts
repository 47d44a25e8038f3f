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
import { PersonalClient } from '../../../kube/write';
import type { Acting } from '../acting';
import { between, nothingBetween } from '../between';
import { bindingsTo } from '../binding/views';
import { deletionPlan, lostWith, seenOf } from '../deletion';
import { siteOf } from '../instance';
import type { InstanceWriter, Writing } from '../InstanceWriter';
import { toldParts } from '../leftovers';
import { looking } from '../looking';
import type { Needs } from '../Needs';
import { kindsSeen, placeOf, type MarketplaceContext } from '../view';
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
  planning: Pick<Planning, 'catalogOf' | 'clusters' | 'writer'>,
  { context, credentials, viewer, writing }: Looking,
  ref: InstanceRef,
) {
  const [catalog, plan] = await Promise.all([
    planning.catalogOf(credentials),
    wholePlan(planning, { context, viewer, writing }, ref),
  ]);
  return {
    plan,
    bound: bindingsTo(ref, { ...context, catalog }),
  };
}

/** The plan with what only the cluster can tell of an instance that is carried out by others. */
async function wholePlan(
  { clusters, writer }: Pick<Planning, 'clusters' | 'writer'>,
  {
    context,
    viewer,
    writing,
  }: {
    readonly context: MarketplaceContext;
    readonly viewer: Viewer;
    readonly writing: Writing;
  },
  ref: InstanceRef,
) {
  const parts = await writer.consistsOf(viewer, ref, writing);
  if (!parts) return deletionPlan(ref, context);
  const { site } = siteOf(ref, context);
  const { namespace } = ref;
  const client = new PersonalClient(clusters, ref.cluster, viewer);
  const read =
    toldParts(parts, namespace, site).hidden.length > 0
      ? await between(client, namespace, site, kindsSeen(context))
      : nothingBetween;
  return deletionPlan(ref, context, parts, read);
}

/** @throws ConflictError when more would be lost, or less, than what was looked at */
export async function assertSeen(
  planning: Pick<Planning, 'catalogOf' | 'clusters' | 'writer'>,
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
  readonly clusters: Pick<KubeService, 'request'>;
  readonly contextOf: (scope: Scope) => MarketplaceContext;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
  readonly writer: Pick<InstanceWriter, 'consistsOf'>;
}

/** Whose services are bound matters to whoever reads of it, and not for what is lost. */
const nobody = { entities: () => [], entity: () => undefined };

/** What deleting an instance would take as somebody sees it, whether or not they are there. */
export async function lossFor(
  { access, clusters, contextOf, needs, writer }: Finding,
  viewer: Viewer,
  ref: InstanceRef,
  writing: Writing,
): Promise<Loss> {
  const scope = await access.scopeOf(viewer);
  return looking({ needs }, async () => {
    const context = contextOf(scope);
    const about = { context, viewer, writing };
    const plan = await wholePlan({ clusters, writer }, about, ref);
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
