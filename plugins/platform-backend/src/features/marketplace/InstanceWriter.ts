import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  orderedByTaskAnnotation,
  type DeletionOrder,
  type FieldConflict,
  type Order,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  laidOver,
  type CustomKind,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../../kube/access';
import type { KubeService } from '../../kube/KubeService';
import {
  assertMayTakeOver,
  changedSince,
  conflictsOf,
  contested,
  errorOf,
  fieldManager,
  hasApplied,
  isOutdated,
  isStill,
  isUnconditional,
  PersonalClient,
  preconditionOf,
} from '../../kube/write';
import { noSuchInstance } from './deletion';
import { appliedSpec, wantedSpec } from './spec';

/** What an order would do, as the API server answered a dry run of it. */
export interface Trial {
  /** Missing for something new. */
  readonly before?: CustomObject;
  readonly after: CustomObject;
  readonly spec: Values;
  readonly conflicts: readonly FieldConflict[];
}

/** What is written, and as what. */
export interface Writing {
  readonly item: Pick<MiddlewareItem, 'kind'>;
  /** What the cluster serves of the item's kind. */
  readonly version: string;
  /** With what it goes. */
  readonly owner?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
}

type Sent =
  | { readonly kind: 'done'; readonly object: CustomObject }
  | { readonly kind: 'conflicts'; readonly conflicts: FieldConflict[] }
  /** Another was made meanwhile of the name of a new one. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'outdated' };

const managedBy = 'app.kubernetes.io/managed-by';

/** How often an order is drafted anew because its object has moved on meanwhile. */
const maxTries = 4;

/** Makes, changes and deletes instances as people, so that the clusters decide and record. */
export class InstanceWriter {
  constructor(private readonly kube: Pick<KubeService, 'request'>) {}

  /** Tries an order. Nothing is changed by it. */
  async try(
    viewer: Viewer,
    request: OrderRequest,
    writing: Writing,
  ): Promise<Trial> {
    const client = new PersonalClient(this.kube, request.cluster, viewer);
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await find(client, request, writing);
      const { body, spec } = documentOf(request, writing, before);
      const how = { dryRun: true, path: pathTo(request, writing) };
      const first = await apply(client, body, { ...how, force: false });
      const conflicts = first.kind === 'conflicts' ? first.conflicts : [];
      const last =
        first.kind === 'conflicts'
          ? await apply(client, body, { ...how, force: true })
          : first;
      if (last.kind === 'done') {
        return { before, after: last.object, spec, conflicts };
      }
      if (last.kind === 'taken') throw taken(request, writing);
    }
    throw changedSince(request.cluster);
  }

  /**
   * Carries out an order that was looked at.
   *
   * @throws ConflictError when something else is there, or wanted, than what was looked at, or others own what is to be set
   */
  async make(viewer: Viewer, order: Order, writing: Writing): Promise<void> {
    const client = new PersonalClient(this.kube, order.cluster, viewer);
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await find(client, order, writing);
      if (
        before &&
        !(order.precondition && isStill(before, order.precondition))
      ) {
        throw changedSince(order.cluster);
      }
      if (before && order.takeOver) assertMayTakeOver(before);
      const { body } = documentOf(order, writing, before);
      const sent = await apply(client, body, {
        path: pathTo(order, writing),
        dryRun: false,
        force: order.takeOver ?? false,
      });
      if (sent.kind === 'done') return;
      if (sent.kind === 'taken' || (sent.kind === 'conflicts' && !before)) {
        throw taken(order, writing);
      }
      if (sent.kind === 'conflicts') throw contested(sent.conflicts);
    }
    throw changedSince(order.cluster);
  }

  /** What the portal's form may show of what is wanted now. */
  async read(
    viewer: Viewer,
    ref: Omit<OrderRequest, 'values' | 'extra'>,
    writing: Writing,
  ): Promise<CustomObject> {
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    return client.read(pathTo(ref, writing), noSuchInstance(ref));
  }

  /**
   * Deletes an instance, and in the background what it owns.
   *
   * @throws ConflictError when another one of that name is there now
   */
  async remove(
    viewer: Viewer,
    { ref, uid }: DeletionOrder,
    writing: Writing,
  ): Promise<void> {
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    const answer = await client.send({
      method: 'DELETE',
      path: pathTo(ref, writing),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid },
      },
    });
    if (answer.status === 404) throw new NotFoundError(noSuchInstance(ref));
    if (!answer.ok) throw errorOf(ref.cluster, answer);
  }
}

/** Where the instances of a namespace are, or one of them. */
export function pathTo(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { item, version }: Writing,
): string {
  const { group, plural }: Pick<CustomKind, 'group' | 'plural'> = item.kind;
  const parts = ['apis', group, version, 'namespaces', namespace, plural, name];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * What is there already.
 *
 * @throws ConflictError when a new one would take the place of another
 * @throws NotFoundError when there is none to be changed
 */
async function find(
  client: PersonalClient,
  request: OrderRequest,
  writing: Writing,
): Promise<CustomObject | undefined> {
  const path = pathTo(request, writing);
  if (request.changes) {
    return client.read<CustomObject>(path, noSuchInstance(request));
  }
  const answer = await client.send({ path });
  if (answer.ok) throw taken(request, writing);
  if (answer.status !== 404) throw errorOf(client.cluster, answer);
  return undefined;
}

function taken(
  { namespace, name }: Pick<OrderRequest, 'namespace' | 'name'>,
  { item }: Writing,
): Error {
  return new ConflictError(
    `In the namespace ${namespace} there is a ${item.kind.kind} named ${name} already; choose another name`,
  );
}

/**
 * An apply without a version would be laid over what somebody else makes meanwhile, without
 * a conflict, as all who order are the same manager.
 */
const onlyIfNew = { resourceVersion: '0' };

function documentOf(
  { namespace, name, values, extra, task }: OrderRequest,
  { item, version, owner }: Writing,
  before: CustomObject | undefined,
) {
  const wanted = wantedSpec(values, extra);
  const spec = before ? laidOver(appliedSpec(before), wanted) : wanted;
  const isOwn =
    !before || hasApplied(before, ['metadata', 'labels', managedBy]);
  const body = {
    apiVersion: `${item.kind.group}/${version}`,
    kind: item.kind.kind,
    metadata: {
      name,
      namespace,
      ...(isOwn && { labels: { [managedBy]: fieldManager } }),
      ...(task && { annotations: { [orderedByTaskAnnotation]: task } }),
      ...(owner && { ownerReferences: [owner] }),
      ...(before ? preconditionOf(before) : onlyIfNew),
    },
    spec,
  };
  return { body, spec };
}

/** What the kind does not have is refused, rather than dropped without a word. */
async function apply(
  client: PersonalClient,
  body: object,
  how: {
    readonly path: string;
    readonly dryRun: boolean;
    readonly force: boolean;
  },
): Promise<Sent> {
  const answer = await client.send({
    method: 'PATCH',
    path: how.path,
    query: {
      fieldManager,
      fieldValidation: 'Strict',
      force: how.force,
      ...(how.dryRun && { dryRun: 'All' }),
    },
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body,
  });
  if (answer.ok) return { kind: 'done', object: answer.json<CustomObject>() };
  const conflicts = conflictsOf(answer);
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts };
  if (isUnconditional(answer)) return { kind: 'taken' };
  if (isOutdated(answer)) return { kind: 'outdated' };
  throw errorOf(client.cluster, answer);
}
