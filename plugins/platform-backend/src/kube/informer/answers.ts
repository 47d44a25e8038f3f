import { z } from 'zod';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import type { ListPage, WatchEvent } from '../cache/Replica';
import { WatchFailure, type Outcome } from './Outcome';

const objectSchema = z.custom<KubeObject>(
  value =>
    typeof value === 'object' &&
    value !== null &&
    'metadata' in value &&
    typeof value.metadata === 'object' &&
    value.metadata !== null &&
    'name' in value.metadata &&
    typeof value.metadata.name === 'string',
  'not an object of Kubernetes',
);

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string().min(1),
    continue: z.string().optional(),
  }),
  items: z.array(objectSchema).nullish(),
});

const statusSchema = z.object({
  code: z.number().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

const bookmarkSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
});

const lineSchema = z.object({ type: z.string(), object: z.unknown() });

/** What a line of a watch says. */
export type WatchLine =
  | { readonly kind: 'event'; readonly event: WatchEvent }
  | { readonly kind: 'bookmark'; readonly resourceVersion: string };

const unreadable = (what: string) =>
  new WatchFailure({
    kind: 'failed',
    because: `its API server sent a ${what} that cannot be read`,
  });

/** @throws WatchFailure when it is none */
export function parsePage(text: string): ListPage & { continueAt?: string } {
  const parsed = pageSchema.safeParse(parseJson(text, 'list'));
  if (!parsed.success) throw unreadable('list');
  const { metadata, items } = parsed.data;
  const continueAt = metadata.continue || undefined;
  return {
    items: items ?? [],
    resourceVersion: metadata.resourceVersion,
    more: continueAt !== undefined,
    continueAt,
  };
}

/** @throws WatchFailure when it tells of an error, or nothing that can be read */
export function parseLine(text: string): WatchLine {
  const line = lineSchema.safeParse(parseJson(text, 'watch'));
  if (!line.success) throw unreadable('watch');
  const { type, object } = line.data;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const known = objectSchema.safeParse(object);
      if (!known.success) throw unreadable('watch');
      return { kind: 'event', event: { type, object: known.data } };
    }
    case 'BOOKMARK': {
      const mark = bookmarkSchema.safeParse(object);
      if (!mark.success) throw unreadable('watch');
      return { kind: 'bookmark', ...mark.data.metadata };
    }
    case 'ERROR':
      throw new WatchFailure(statusOutcome(undefined, object));
    default:
      throw unreadable('watch');
  }
}

/** What an answer without success, or an error in a watch, means. */
export function statusOutcome(
  status: number | undefined,
  body: unknown,
  retryAfterMs?: number,
): Outcome {
  const { code, reason, message } = statusSchema.safeParse(body).data ?? {};
  const effective = status ?? code ?? 500;
  if (effective === 410 || reason === 'Expired' || reason === 'Gone') {
    return { kind: 'expired' };
  }
  const because = message ?? `its API server answered ${effective}`;
  switch (effective) {
    case 401:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden', because };
    case 404:
      return { kind: 'absent' };
    default:
      return { kind: 'failed', because, retryAfterMs };
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(what);
  }
}
