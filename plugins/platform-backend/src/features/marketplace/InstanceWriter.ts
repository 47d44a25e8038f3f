import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  orderedByTaskAnnotation,
  type FieldConflict,
  type InstanceRef,
  type Order,
  type OrderRequest,
  type Values,
  valuesSchema,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomKind,
  CustomObject,
  MiddlewareItem,
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
import { conflictOf, emptying, keptOf } from './kept';
import { appliedSpec, changedSpec, changeOf, wantedSpec } from './spec';

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

  /**
   * Tries an order. Nothing is changed by it.
   *
   * @throws ConflictError when something else is wanted than what the change began with
   */
  async try(
    viewer: Viewer,
    request: OrderRequest,
    writing: Writing,
  ): Promise<Trial> {
    const client = new PersonalClient(this.kube, request.cluster, viewer);
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await find(client, request, writing);
      assertStill(before, request);
      const { body, spec, change } = documentOf(request, writing, before);
      const how = { dryRun: true, path: pathTo(request, writing) };
      const kept = before ? keptOf(before, change) : [];
      const first = await apply(client, body, { ...how, force: false });
      const conflicts = first.kind === 'conflicts' ? first.conflicts : [];
      const forced =
        first.kind === 'conflicts'
          ? await apply(client, body, { ...how, force: true })
          : first;
      const last =
        before && kept.length > 0 && forced.kind === 'done'
          ? await merge(client, { spec: change }, before, how)
          : forced;
      if (last.kind === 'done') {
        const contests = [...conflicts, ...kept.map(conflictOf)];
        return { before, after: last.object, spec, conflicts: contests };
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
      if (before && !order.precondition) throw changedSince(order.cluster);
      assertStill(before, order);
      if (before && order.takeOver) assertMayTakeOver(before);
      const { body, change } = documentOf(order, writing, before);
      const kept = before ? keptOf(before, change) : [];
      if (kept.length > 0 && !order.takeOver) {
        throw contested(kept.map(conflictOf));
      }
      const path = pathTo(order, writing);
      const force = order.takeOver ?? false;
      const sent = await apply(client, body, { path, dryRun: false, force });
      if (sent.kind === 'done') {
        const paths = kept.map(each => each.path);
        if (paths.length > 0) await empty(client, paths, sent.object, path);
        return;
      }
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

  /** An instance as the person may read it; undefined where there is none. */
  async look(
    viewer: Viewer,
    ref: Pick<OrderRequest, 'cluster' | 'namespace' | 'name'>,
    writing: Writing,
  ): Promise<CustomObject | undefined> {
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    const answer = await client.send({ path: pathTo(ref, writing) });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw errorOf(ref.cluster, answer);
    return answer.json<CustomObject>();
  }

  /**
   * Writes annotations on an instance; null takes one away.
   *
   * @returns the instance as it was before
   * @throws ConflictError when another one of that name is there now, or it is being deleted
   */
  async annotate(
    viewer: Viewer,
    { ref, uid }: { readonly ref: InstanceRef; readonly uid: string },
    writing: Writing,
    annotations: Readonly<Record<string, string | null>>,
  ): Promise<CustomObject> {
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    const path = pathTo(ref, writing);
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await client.read<CustomObject>(path, noSuchInstance(ref));
      const { uid: now, deletionTimestamp } = before.metadata ?? {};
      if (now !== uid) break;
      if (deletionTimestamp) {
        throw new ConflictError(`${ref.name} is being deleted already`);
      }
      const how = { path, dryRun: false };
      const change = { metadata: { annotations } };
      const sent = await merge(client, change, before, how);
      if (sent.kind === 'done') return before;
    }
    throw changedSince(ref.cluster);
  }

  /**
   * Deletes an instance, and in the background what it owns.
   *
   * @param what - the one, and in that very version where one is named
   * @throws ConflictError when another one of that name is there now
   */
  async remove(
    viewer: Viewer,
    what: {
      readonly ref: InstanceRef;
      readonly uid: string;
      readonly version?: string;
    },
    writing: Writing,
  ): Promise<void> {
    const { ref, uid, version: resourceVersion } = what;
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    const answer = await client.send({
      method: 'DELETE',
      path: pathTo(ref, writing),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid, ...(resourceVersion && { resourceVersion }) },
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

/** @throws ConflictError when something else is wanted than what somebody looked at */
function assertStill(
  before: CustomObject | undefined,
  { cluster, precondition }: Pick<OrderRequest, 'cluster' | 'precondition'>,
): void {
  if (before && precondition && !isStill(before, precondition)) {
    throw changedSince(cluster);
  }
}

/**
 * Takes fields away, whoever wants them. An operator tells the state of the object all the
 * time, which is no reason not to.
 *
 * @throws ConflictError when somebody else changed what is wanted meanwhile
 */
async function empty(
  client: PersonalClient,
  paths: readonly (readonly string[])[],
  object: CustomObject,
  path: string,
): Promise<void> {
  const spec = emptying(paths);
  let last = object;
  for (let tries = 0; tries < maxTries; tries++) {
    const sent = await merge(client, { spec }, last, { path, dryRun: false });
    if (sent.kind === 'done') return;
    const now = await client.read<CustomObject>(path);
    if (!isStill(now, preconditionOf(object))) break;
    last = now;
  }
  throw changedSince(client.cluster);
}

function documentOf(
  { namespace, name, values, extra, task }: OrderRequest,
  { item, version, owner }: Writing,
  before: CustomObject | undefined,
) {
  const change = before
    ? changeOf(values, extra, valuesSchema.safeParse(before.spec).data ?? {})
    : {};
  const spec = before
    ? changedSpec(appliedSpec(before), change)
    : wantedSpec(values, extra);
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
  return { body, spec, change };
}

interface How {
  readonly path: string;
  readonly dryRun: boolean;
}

function apply(
  client: PersonalClient,
  body: object,
  { force, ...how }: How & { readonly force: boolean },
): Promise<Sent> {
  return patch(client, body, how, {
    type: 'apply-patch+yaml',
    query: { force },
  });
}

/** Sets fields whoever owns them, and takes away those that are null. */
function merge(
  client: PersonalClient,
  change: { readonly spec?: Values; readonly metadata?: object },
  before: CustomObject,
  how: How,
): Promise<Sent> {
  const { uid, resourceVersion } = preconditionOf(before);
  const metadata = { ...change.metadata, uid, resourceVersion };
  const body = { ...change, metadata };
  return patch(client, body, how, { type: 'merge-patch+json', query: {} });
}

/** What the kind does not have is refused, rather than dropped without a word. */
async function patch(
  client: PersonalClient,
  body: object,
  { path, dryRun }: How,
  { type, query }: { type: string; query: { force?: boolean } },
): Promise<Sent> {
  const answer = await client.send({
    method: 'PATCH',
    path,
    query: {
      fieldManager,
      fieldValidation: 'Strict',
      ...query,
      ...(dryRun && { dryRun: 'All' }),
    },
    headers: { 'content-type': `application/${type}` },
    body,
  });
  if (answer.ok) return { kind: 'done', object: answer.json<CustomObject>() };
  const conflicts = conflictsOf(answer);
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts };
  if (isUnconditional(answer)) return { kind: 'taken' };
  if (isOutdated(answer)) return { kind: 'outdated' };
  throw errorOf(client.cluster, answer);
}
