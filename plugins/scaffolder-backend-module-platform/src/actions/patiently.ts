import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { isPassing } from '../http/passing';

/** How many times as long as usual is waited before each further try. */
const pauses = [1, 2, 4, 8];

/** What is needed of an action's context to try again. */
export interface Trying {
  readonly logger: Pick<LoggerService, 'warn'>;
  readonly signal?: AbortSignal;
}

/**
 * The action, which tries again what a system did not do because it was down or busy for a
 * moment, as when many services are created at once. Only for actions that may be repeated.
 *
 * @param pauseMs - before the second try; the later ones wait for longer
 */
export function patiently<
  C extends Trying,
  A extends { handler(ctx: C): Promise<void> },
>(action: A & { handler(ctx: C): Promise<void> }, pauseMs: number): A {
  return {
    ...action,
    async handler(ctx: C) {
      for (const times of pauses) {
        try {
          return await action.handler(ctx);
        } catch (error) {
          ctx.signal?.throwIfAborted();
          if (!isPassing(error)) throw error;
          const { message } = toError(error);
          ctx.logger.warn(`${message}. It is tried again in a moment`);
        }
        await pause(times * pauseMs, undefined, { signal: ctx.signal });
      }
      return action.handler(ctx);
    },
  };
}
