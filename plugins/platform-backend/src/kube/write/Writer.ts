import type {
  ChangeOrder,
  ChangeRequest,
  FieldConflict,
} from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../access';
import type { KubeService } from '../KubeService';
import { draft, type Draft } from './drafts';
import { PersonalClient } from './PersonalClient';
import { assertMayTakeOver, contested, send, type Sent } from './send';
import { changedSince } from './status';
import { isStill, preconditionOf } from './workload';

/** What a change would do, as the API server answered a dry run of it. */
export interface Trial {
  readonly draft: Draft;
  /** The object after it; missing when it would be deleted. */
  readonly after?: KubeObject;
  readonly conflicts: readonly FieldConflict[];
}

/** How often a change is drafted anew because its object has moved on meanwhile. */
const maxTries = 4;

/** Changes workloads as people, so that the clusters decide and record. */
export class Writer {
  constructor(
    private readonly options: {
      readonly kube: Pick<KubeService, 'request'>;
      readonly now: () => Date;
    },
  ) {}

  /** Tries a change. Nothing is changed by it. */
  async try(viewer: Viewer, request: ChangeRequest): Promise<Trial> {
    const client = this.#clientOf(viewer, request);
    const dryRun = true;
    for (let tries = 0; tries < maxTries; tries++) {
      const drafted = await draft(client, request, this.options.now());
      const first = await send(client, drafted, { dryRun, force: false });
      const conflicts = first.kind === 'conflicts' ? first.conflicts : [];
      const last =
        first.kind === 'conflicts'
          ? await send(client, drafted, { dryRun, force: true })
          : first;
      if (last.kind === 'done') {
        const deletes = request.change.kind === 'delete-pod';
        const after = deletes ? undefined : last.object;
        return { draft: drafted, after, conflicts };
      }
    }
    throw changedSince(request.target.cluster);
  }

  /**
   * Makes a change that was looked at.
   *
   * @returns the object as it is now; a deleted one as it was
   * @throws ConflictError when something else is wanted of the object now, or others own what is to be set
   */
  async make(viewer: Viewer, order: ChangeOrder): Promise<KubeObject> {
    const client = this.#clientOf(viewer, order);
    for (let tries = 0; tries < maxTries; tries++) {
      const drafted = await draft(client, order, this.options.now());
      const sent = await this.#send(client, order, drafted);
      if (sent.kind === 'done') {
        return sent.object;
      }
      if (sent.kind === 'conflicts') {
        throw contested(sent.conflicts);
      }
    }
    throw changedSince(order.target.cluster);
  }

  async #send(
    client: PersonalClient,
    { change, precondition, takeOver, target }: ChangeOrder,
    drafted: Draft,
  ): Promise<Sent> {
    // A pod is the same pod whatever its status is; only another one has another uid.
    const same =
      change.kind === 'delete-pod'
        ? preconditionOf(drafted.object).uid === precondition.uid
        : isStill(drafted.object, precondition);
    if (!same) {
      throw changedSince(target.cluster);
    }
    if (takeOver) {
      assertMayTakeOver(drafted.workload);
    }
    return send(client, drafted, { dryRun: false, force: takeOver ?? false });
  }

  #clientOf(viewer: Viewer, { target }: ChangeRequest): PersonalClient {
    return new PersonalClient(this.options.kube, target.cluster, viewer);
  }
}
