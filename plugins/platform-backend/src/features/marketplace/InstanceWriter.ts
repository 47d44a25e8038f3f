import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  FieldConflict,
  InstanceRef,
  Order,
  OrderRequest,
  Values,
} from '@pilothouse/plugin-platform-common';
import {
  anchorName,
  type CustomObject,
  type MiddlewareItem,
  type MiddlewareParts,
  type MiddlewareRehearsal,
} from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../../kube/access';
import type { KubeService } from '../../kube/KubeService';
import {
  assertMayTakeOver,
  changedSince,
  contested,
  errorOf,
  isMissing,
  isStill,
  PersonalClient,
} from '../../kube/write';
import type { Carrying, PersonalHistory } from './Carrying';
import { noSuchInstance } from './deletion';
import { documentOf } from './document';
import { conflictOf, keptOf } from './kept';
import { pathTo } from './path-to';
import { apply, empty, maxTries, merge } from './sending';

/** What an order would do, as the API server answered a dry run of it. */
export interface Trial {
  /** Missing for something new. */
  readonly before?: CustomObject;
  readonly after: CustomObject;
  readonly spec: Values;
  readonly conflicts: readonly FieldConflict[];
  /** Where it would do something to several objects, these. */
  readonly several?: Pick<MiddlewareRehearsal, 'basis' | 'objects' | 'demand'>;
}

/** What is written, and as what. */
export interface Writing {
  readonly item: Pick<MiddlewareItem, 'kind'>;
  /** What the cluster serves of the item's kind. */
  readonly version: string;
  /** Labels that it has besides. */
  readonly labels?: Readonly<Record<string, string>>;
  /** With what it goes. */
  readonly owner?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
}

/** Makes, changes and deletes instances as people, so that the clusters decide and record. */
export class InstanceWriter {
  constructor(
    private readonly kube: Pick<KubeService, 'request'>,
    /** For kinds that no API serves. */
    private readonly carrying: Pick<
      Carrying,
      'adopt' | 'consistsOf' | 'history' | 'make' | 'read' | 'remove' | 'try'
    >,
  ) {}

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
    const { kind } = writing.item;
    if (kind.anchor) return this.carrying.try(viewer, request, kind);
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
    const { kind } = writing.item;
    if (kind.anchor) {
      await this.carrying.make(viewer, order, kind);
      return;
    }
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
    const { kind } = writing.item;
    if (kind.anchor) return this.carrying.read(viewer, ref, kind);
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    return client.read(pathTo(ref, writing), noSuchInstance(ref));
  }

  /**
   * What becomes of all that an instance consists of when it is deleted; undefined where the
   * cluster itself decides it, by owners.
   */
  async consistsOf(
    viewer: Viewer,
    ref: InstanceRef,
    { item: { kind } }: Writing,
  ): Promise<MiddlewareParts | undefined> {
    return kind.anchor && this.carrying.consistsOf(viewer, ref, kind);
  }

  /** Takes over an instance that was made by hand. @throws as the carrier does */
  async adopt(
    viewer: Viewer,
    ref: InstanceRef,
    { item: { kind } }: Writing,
  ): Promise<void> {
    if (!kind.anchor) {
      throw new NotFoundError(`${ref.name} is looked after here already`);
    }
    await this.carrying.adopt(viewer, ref, kind);
  }

  /** Who keeps how an instance was, as the person has it; undefined where nobody does. */
  history(
    viewer: Viewer,
    ref: Pick<InstanceRef, 'cluster'>,
    { item: { kind } }: Writing,
  ): PersonalHistory | undefined {
    return kind.anchor && this.carrying.history(viewer, ref, kind);
  }

  /** An instance as the person may read it; undefined where there is none. */
  async look(
    viewer: Viewer,
    ref: Pick<OrderRequest, 'cluster' | 'namespace' | 'name'>,
    writing: Writing,
  ): Promise<CustomObject | undefined> {
    const client = new PersonalClient(this.kube, ref.cluster, viewer);
    const answer = await client.send({ path: pathTo(ref, writing) });
    const stands = anchorName(writing.item.kind, ref.name);
    if (isMissing(answer, stands)) return undefined;
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
    const { kind } = writing.item;
    if (kind.anchor) {
      await this.carrying.remove(viewer, what, kind);
      return;
    }
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

/** @throws ConflictError when something else is wanted than what somebody looked at */
function assertStill(
  before: CustomObject | undefined,
  { cluster, precondition }: Pick<OrderRequest, 'cluster' | 'precondition'>,
): void {
  if (before && precondition && !isStill(before, precondition)) {
    throw changedSince(cluster);
  }
}
