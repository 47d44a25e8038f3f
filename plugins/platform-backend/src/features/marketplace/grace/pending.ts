import {
  deletionAnnotations,
  pendingDeletionSchema,
  type PendingDeletion,
} from '@pilothouse/plugin-platform-common';
import { momentOf, type KubeObject } from '@pilothouse/plugin-platform-node';

/** A deletion that an object says is to come. */
export interface Announced extends PendingDeletion {
  /** By which the portal knows that it was asked for. */
  readonly order: string;
}

/** What an object says of its deletion; undefined where it says nothing that is understood. */
export function announcedOn({ metadata }: KubeObject): Announced | undefined {
  const { at, by, order } = deletionAnnotations;
  const { [at]: when, [by]: who, [order]: id } = metadata?.annotations ?? {};
  const told = pendingDeletionSchema.safeParse({
    uid: metadata?.uid,
    at: momentOf(when),
    by: who,
  });
  return told.success && id ? { ...told.data, order: id } : undefined;
}

/** The annotations that say so. */
export function announcementOf({ at, by, order }: Omit<Announced, 'uid'>) {
  return {
    [deletionAnnotations.at]: at,
    [deletionAnnotations.by]: by,
    [deletionAnnotations.order]: order,
  };
}

/** What takes them away. */
export const noAnnouncement = {
  [deletionAnnotations.at]: null,
  [deletionAnnotations.by]: null,
  [deletionAnnotations.order]: null,
};
