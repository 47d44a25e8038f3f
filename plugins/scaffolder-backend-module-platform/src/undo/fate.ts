import type { AuthService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';

/** What becomes of a task. */
export type TaskFate =
  | 'under-way'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'gone';

/** What a status of the scaffolder means for what the task has made. */
export function fateOf(status: string): Exclude<TaskFate, 'gone'> {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
    ? status
    : 'under-way';
}

/**
 * Whether a task that counts as failed was cancelled: the scaffolder fails one whose step gives
 * up because of that. One that is cancelled after a step of it failed has failed, unless it was
 * started again in between.
 *
 * @param events - all that is known of the task, oldest first
 */
export function wasCancelled(
  events: readonly {
    readonly type: string;
    readonly body: { readonly status?: string };
  }[],
): boolean {
  const cancelled = events.findIndex(({ type }) => type === 'cancelled');
  if (cancelled === -1) return false;
  const before = events.slice(0, cancelled);
  const begun = before.findLastIndex(({ type }) => type === 'recovered') + 1;
  return before.slice(begun).every(({ body }) => body.status !== 'failed');
}

/** What the scaffolder answered to a question for a task; its client wraps that. */
export function statusCodeOf(error: unknown): number | undefined {
  if (!isError(error)) return undefined;
  if (error.name === 'NotFoundError') return 404;
  if (error.name === 'NotAllowedError') return 403;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Tells what has become of tasks, whoever ran them. */
export type FateOf = (taskId: string) => Promise<TaskFate>;

/** Has the scaffolder asked for it. */
export function fatesFrom({
  auth,
  scaffolder,
}: {
  readonly auth: AuthService;
  readonly scaffolder: Pick<ScaffolderService, 'getTask'>;
}): FateOf {
  return async taskId => {
    const credentials = await auth.getOwnServiceCredentials();
    try {
      const { status } = await scaffolder.getTask({ taskId }, { credentials });
      return fateOf(status);
    } catch (error) {
      if (statusCodeOf(error) === 404) return 'gone';
      throw error;
    }
  };
}
