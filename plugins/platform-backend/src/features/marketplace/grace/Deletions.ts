import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  InstanceRef,
  KnownDeletion,
} from '@pilothouse/plugin-platform-common';
import { loggable, type CustomObject } from '@pilothouse/plugin-platform-node';
import type { ClusterAccess, Viewer } from '../../../kube/access';
import type { Asker, Rights } from '../../../rights';
import { asNow } from '../as-now';
import { audited } from '../audited';
import type { InstanceWriter, Writing } from '../InstanceWriter';
import { rightTo } from '../rights';
import {
  assertNoMoreLost,
  decideDeletion,
  isTooLate,
  mostDaysLate,
  type Loss,
} from './decide';
import type { DeletionOrder, DeletionOrders } from './DeletionOrders';
import { announcedOn, announcementOf, noAnnouncement } from './pending';
import type { GraceSettings } from './settings';

/** What {@link Deletions} needs of its surroundings. */
export interface DeletionsOptions {
  readonly access: Pick<ClusterAccess, 'renew'>;
  readonly auditor: AuditorService;
  /** Groups whose direct members are platform engineers, by their references. */
  readonly engineerGroups: readonly string[];
  readonly logger: LoggerService;
  /** What deleting an instance would take, as somebody sees it. */
  readonly lossOf: (
    viewer: Viewer,
    ref: InstanceRef,
    writing: Writing,
  ) => Promise<Loss>;
  readonly now: () => Date;
  readonly orders: DeletionOrders;
  readonly rights: Pick<Rights, 'assertCan' | 'assertOpen'>;
  readonly settings: GraceSettings;
  readonly writer: Pick<InstanceWriter, 'annotate' | 'look' | 'remove'>;
}

interface Meant {
  readonly ref: InstanceRef;
  readonly uid: string;
}

/** How long one waits that could not be carried out, so that others have their turn. */
const againMs = 15_000;

/**
 * Deletions with a grace time. That an instance is to be deleted is written on it, as the
 * person who asks; that they asked is kept in the database. When the time has come both must
 * still agree, and it is deleted as that person with the rights that they have then, where no
 * more is lost with it than they had looked at.
 */
export class Deletions {
  constructor(private readonly options: DeletionsOptions) {}

  /** How long deletions can be undone. */
  get settings(): GraceSettings {
    return this.options.settings;
  }

  /**
   * Has an instance deleted once the grace time has passed.
   *
   * @returns when
   * @throws NotAllowedError for whom the cluster would not let delete it now
   * @throws ConflictError when another one has its name by now
   */
  async later(
    asker: Asker,
    { ref, uid }: Meant,
    writing: Writing,
  ): Promise<string> {
    const { lossOf, now, orders, rights, settings, writer } = this.options;
    const right = rightTo('delete-later', writing.item, ref.name);
    const { viewer } = asker;
    const by = viewer.userEntityRef;
    const { seesAll } = viewer;
    // As who they will be then, so that nobody is promised what will be refused.
    const then = asNow(this.options, { by, seesAll });
    await rights.assertCan({ ...asker, viewer: then }, right, ref);
    const loss = await lossOf(then, ref, writing);
    const id = randomUUID();
    const due = new Date(now().getTime() + settings.graceMs);
    const at = due.toISOString();
    await orders.add({ id, ref, uid, writing, by, seesAll, due, loss });
    try {
      const said = announcementOf({ at, by, order: id });
      await writer.annotate(viewer, { ref, uid }, writing, said);
    } catch (error) {
      await orders.forget({ id, uid });
      throw error;
    }
    return at;
  }

  /**
   * Takes it back.
   *
   * @throws ConflictError when another one has its name by now, or it is being deleted
   */
  async undo(
    { viewer }: Pick<Asker, 'viewer'>,
    meant: Meant,
    writing: Writing,
  ): Promise<void> {
    const { orders, writer } = this.options;
    const before = await writer.annotate(
      viewer,
      meant,
      writing,
      noAnnouncement,
    );
    const announced = announcedOn(before);
    if (announced) {
      await orders.forget({ id: announced.order, uid: meant.uid });
    }
  }

  /** What the portal knows of the deletion that an instance says is to come. */
  async known(object: CustomObject): Promise<KnownDeletion | undefined> {
    const announced = announcedOn(object);
    if (!announced) return undefined;
    const order = await this.options.orders.get(announced.order);
    if (!order || order.uid !== object.metadata?.uid) {
      return { kind: 'unheard' };
    }
    const { refused, said } = order;
    if (refused) return { kind: 'refused', said: said ?? '' };
    return { kind: 'waiting', ...(said && { said }) };
  }

  /** Carries out what is due. What fails stays, with the reason; it does not throw. */
  async carryOut(): Promise<void> {
    const { logger, now, orders } = this.options;
    for (const order of await orders.due(now())) {
      try {
        await this.#carryOut(order);
      } catch (error) {
        // Others than the person read it, and may have written what it quotes.
        const { name, message } = loggable(error);
        logger.warn(
          `${order.ref.item} ${order.ref.name} was not deleted as ${order.by} had asked: ${message}`,
        );
        const refused =
          name === 'NotAllowedError' || isTooLate(order.due, now());
        await orders.tell(order.id, message, refused);
        await this.#postpone(order);
      }
    }
  }

  async #carryOut(order: DeletionOrder): Promise<void> {
    const { lossOf, now, orders, rights, writer } = this.options;
    const { ref, writing } = order;
    const viewer = asNow(this.options, order);
    rights.assertOpen(viewer, rightTo('delete', writing.item), ref);
    const object = await writer.look(viewer, ref, writing);
    const decision = decideDeletion(order, object, now());
    switch (decision.kind) {
      case 'wait':
        await this.#postpone(order);
        return;
      case 'late':
        throw new NotAllowedError(
          `It could not be deleted for more than ${mostDaysLate} days, and is too late now; ask again`,
        );
      case 'delete':
        assertNoMoreLost(order.loss, await lossOf(viewer, ref, writing));
        await this.#recorded(order, () =>
          // Of exactly what was read: it may be undone at this moment.
          writer.remove(viewer, { ref, ...decision }, writing),
        );
        await orders.forget(order);
        return;
      default:
        await orders.forget(order);
    }
  }

  #postpone({ id }: DeletionOrder): Promise<void> {
    const { now, orders } = this.options;
    return orders.postpone(id, new Date(now().getTime() + againMs));
  }

  #recorded(order: DeletionOrder, act: () => Promise<void>): Promise<void> {
    const { ref, uid, by, id } = order;
    const action = 'delete' as const;
    return audited(this.options, {}, { action, ref, uid, by, order: id }, act);
  }
}
