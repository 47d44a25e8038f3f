import { z } from 'zod';
import { ApiError } from './status.ts';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform(value => value === 'true' || value === '1');
const count = z.coerce.number().int().nonnegative().optional();

const schema = z
  .object({
    follow: flag,
    previous: flag,
    timestamps: flag,
    tailLines: count,
    limitBytes: z.coerce.number().int().positive().optional(),
    sinceSeconds: z.coerce.number().int().positive().optional(),
    sinceTime: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(options => !(options.sinceSeconds && options.sinceTime), {
    message: 'at most one of sinceSeconds and sinceTime may be given',
  });

/** Which part of a log is wanted, and in which form. */
export interface LogOptions {
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  /** Only that many last lines. */
  readonly tailLines?: number;
  /** The answer is cut after that many bytes. */
  readonly limitBytes?: number;
  /** Only lines from then on. */
  readonly since?: Date;
}

/**
 * Reads the query of `/containerLogs` (the fields of PodLogOptions).
 *
 * @throws ApiError 400 naming the parameter that is wrong
 */
export function parseLogOptions(query: URLSearchParams, now: Date): LogOptions {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.');
    throw new ApiError(400, [field, issue?.message].filter(Boolean).join(': '));
  }
  const { sinceSeconds, sinceTime, ...rest } = parsed.data;
  const since = startOf(sinceSeconds, sinceTime, now);
  return { ...rest, since };
}

function startOf(
  sinceSeconds: number | undefined,
  sinceTime: string | undefined,
  now: Date,
): Date | undefined {
  if (sinceSeconds !== undefined) {
    return new Date(now.getTime() - sinceSeconds * 1000);
  }
  return sinceTime === undefined ? undefined : new Date(sinceTime);
}
