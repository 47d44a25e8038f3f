import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** Something that one connection looks at. */
export const liveViewSchema = z.object({
  /** The browser's own name for it, told back with every event about it. */
  id: z.string().min(1).max(64),
  /** Name of the query, as `liveQueries` has it. */
  query: z.string().min(1).max(64),
  input: z.unknown(),
  /** Revision that the browser has already; it is not told again when it still holds. */
  revision: z.string().max(64).optional(),
});

/** Something that one connection looks at. */
export type LiveView = z.infer<typeof liveViewSchema>;

/** One operation of a JSON Patch (RFC 6902, section 4); only these three are sent. */
export const patchOperationSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('replace'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('remove'), path: z.string() }),
]);

/** One operation of a JSON Patch. */
export type PatchOperation = z.infer<typeof patchOperationSchema>;

/**
 * Whether a patch may name this JSON Pointer. A property `__proto__` changes the prototype
 * in its place, and one that is called `-` is taken for the end of an array (RFC 6902,
 * section 4.1) by libraries that do not look whether it is in one.
 */
export function isPatchable(path: string): boolean {
  return !path.includes('/__proto__') && !path.endsWith('/-');
}

/** What a connection tells of what it looks at. */
export const liveEventSchema = z.discriminatedUnion('kind', [
  /** The whole. */
  z.object({
    kind: z.literal('value'),
    view: z.string(),
    revision: z.string(),
    value: z.unknown(),
  }),
  /** What has changed since the last event of this view. */
  z.object({
    kind: z.literal('patch'),
    view: z.string(),
    revision: z.string(),
    operations: z.array(patchOperationSchema),
  }),
  /** The revision that the browser has still holds. */
  z.object({ kind: z.literal('unchanged'), view: z.string() }),
  /** The view could not be had; the others go on. */
  z.object({
    kind: z.literal('failed'),
    view: z.string(),
    error: z.object({ name: z.string(), message: z.string() }),
  }),
  /** The browser took events too slowly; the connection ends and may be opened again. */
  z.object({ kind: z.literal('dropped') }),
]);

/** What a connection tells of what it looks at. */
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** Live views: one connection carries all that a tab looks at. */
export const liveContract = {
  /**
   * `POST /api/platform/live`: server-sent events, first one for each view and then
   * patches as things change. To look at something else a tab opens a new connection
   * with the revisions that it has, and closes the old one.
   */
  open: oc
    .route({
      method: 'POST',
      path: '/live',
      tags: ['live'],
      summary: 'All that a tab looks at, as it changes',
    })
    .input(z.object({ views: z.array(liveViewSchema).min(1).max(64) }))
    .output(eventIterator(liveEventSchema)),
};
