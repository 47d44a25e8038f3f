import {
  notHeard,
  platformPartSchema,
  type PartsSource,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

/** The launcher's file: when it was written, and one row per part. */
const statusFileSchema = z.object({
  updatedAt: z.iso.datetime({ offset: true }),
  parts: z.array(platformPartSchema),
});

/** What an attempt to read the file brought. */
export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly because: string };

/** What there is to be known about believing the file. */
export interface Believing {
  readonly path: string;
  /** Age in milliseconds beyond which the file is not believed; none when undefined. */
  readonly staleAfterMs?: number;
}

/** What is said before the file was read for the first time. */
export function notYetRead(now: Date): PartsSource {
  return {
    name: 'embedded',
    title: 'Embedded platform',
    knowledge: {
      kind: 'unknown',
      since: now.toISOString(),
      because: 'The status file of the embedded platform has not been read yet',
    },
    parts: [],
  };
}

/**
 * What is known after a reading, given what was known before. A file that is missing,
 * invalid or too old leaves the last parts, marked unknown since the first failure. The
 * reason does not name the file, as members of teams see it too.
 */
export function afterReading(
  before: PartsSource,
  reading: FileReading,
  { staleAfterMs }: Pick<Believing, 'staleAfterMs'>,
  now: Date,
): PartsSource {
  const judged = judge(reading);
  if ('because' in judged) {
    return silence(before, judged.because, now);
  }
  const { updatedAt, parts } = judged.status;
  const current: PartsSource = {
    ...before,
    knowledge: { kind: 'current', observedAt: updatedAt },
    parts,
  };
  const age = now.getTime() - Date.parse(updatedAt);
  if (staleAfterMs !== undefined && age > staleAfterMs) {
    const because =
      'The launcher no longer writes its status file; see whether it still runs';
    const since = silentSince(before) ?? new Date(updatedAt).toISOString();
    return notHeard(current, since, because);
  }
  return current;
}

type Judged =
  | { readonly status: z.infer<typeof statusFileSchema> }
  | { readonly because: string };

function judge(reading: FileReading): Judged {
  if (reading.kind === 'missing') {
    return {
      because: 'There is no status file; see whether the launcher runs',
    };
  }
  if (reading.kind === 'unreadable') {
    return { because: `The status file cannot be read: ${reading.because}` };
  }
  let content: unknown;
  try {
    content = JSON.parse(reading.text);
  } catch {
    return { because: 'The status file is not JSON; start the platform again' };
  }
  const parsed = statusFileSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'the file';
    return {
      because: `The status file is not valid: ${field}: ${issue?.message}`,
    };
  }
  return { status: parsed.data };
}

function silence(before: PartsSource, because: string, now: Date): PartsSource {
  return notHeard(before, silentSince(before) ?? now.toISOString(), because);
}

function silentSince({ knowledge }: PartsSource): string | undefined {
  return knowledge.kind === 'unknown' ? knowledge.since : undefined;
}
