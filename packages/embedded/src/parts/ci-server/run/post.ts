import type {
  PostCondition,
  PostSection,
} from '../jenkinsfile/pipeline-syntax.ts';
import type { BuildResult } from '../model.ts';
import { type Context, say } from './context.ts';
import { runStatements } from './interpret.ts';
import { worse } from './outcome.ts';
import { messageOf } from './steps/flow.ts';

const RESULT_OF = {
  aborted: 'ABORTED',
  failure: 'FAILURE',
  success: 'SUCCESS',
  unstable: 'UNSTABLE',
} as const;

/** Whether a section is to be run, after this result and the one of the build before. */
export function meets(
  condition: PostCondition,
  result: BuildResult,
  previous: BuildResult | undefined,
): boolean {
  switch (condition) {
    case 'always':
    case 'cleanup':
      return true;
    case 'changed':
      return result !== previous;
    case 'fixed':
      return (
        result === 'SUCCESS' &&
        (previous === 'FAILURE' || previous === 'UNSTABLE')
      );
    case 'regression':
      return (
        previous !== undefined &&
        result !== previous &&
        worse(result, previous) === result
      );
    case 'unsuccessful':
      return result !== 'SUCCESS';
    default:
      return result === RESULT_OF[condition];
  }
}

/**
 * Runs the sections whose condition is met; one that fails does not keep the others from it.
 *
 * @param result - asked before every section, because one may make it worse
 * @returns the first error
 */
export async function runPost(
  sections: readonly PostSection[],
  context: Context,
  result: () => BuildResult,
): Promise<unknown> {
  const { session } = context;
  let after = context;
  let failure: unknown;
  for (const { condition, steps } of sections) {
    if (!meets(condition, result(), session.request.previousResult)) continue;
    // What was interrupted is still cleaned up after; another abort ends one section of that.
    if (after.signal.aborted) after = { ...after, signal: session.nextAbort() };
    try {
      await runStatements(steps, after);
    } catch (error) {
      failure ??= error;
      await say(
        after,
        `Error when executing ${condition} post condition:\n${messageOf(
          error,
        )}`,
      );
    }
  }
  return failure;
}
