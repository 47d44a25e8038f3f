import { CustomErrorBase } from '@backstage/errors';

/** What an action waited for has ended otherwise than it should. */
export class OutcomeError extends CustomErrorBase {
  name = 'OutcomeError' as const;
}

/**
 * The action, whose expected failures are told to people as a sentence: the scaffolder writes
 * the stack of an error into the log of the task. Faults of the program keep theirs.
 */
export function plainly<C, A extends { handler(ctx: C): Promise<void> }>(
  action: A & { handler(ctx: C): Promise<void> },
): A {
  return {
    ...action,
    async handler(ctx: C) {
      try {
        await action.handler(ctx);
      } catch (error) {
        if (error instanceof CustomErrorBase) error.stack = error.message;
        throw error;
      }
    },
  };
}
