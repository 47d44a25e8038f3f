import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import express, { type Router } from 'express';
import type { Claims } from '../claims/Claims';
import { fateOf, statusCodeOf, wasCancelled, type TaskFate } from './fate';
import type { PipelineFailures } from './PipelineFailures';
import { undoStateOf } from './state';
import type { UndoRecords } from './UndoRecords';

/** What {@link undoRouter} needs. */
export interface UndoRouterOptions {
  readonly claims: Pick<Claims, 'ofTask'>;
  readonly failures: Pick<PipelineFailures, 'find'>;
  readonly httpAuth: HttpAuthService;
  readonly records: Pick<UndoRecords, 'find'>;
  readonly scaffolder: Pick<ScaffolderService, 'getLogs' | 'getTask'>;
}

/** Tells how far a task is undone, to who may read the task. */
export function undoRouter(options: UndoRouterOptions): Router {
  const { claims, failures, httpAuth, records, scaffolder } = options;
  const router = express.Router();
  router.get('/pilothouse/tasks/:taskId/undo', (req, res, next) => {
    const answer = async () => {
      const { taskId } = req.params;
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const fate = await fateFor(scaffolder, taskId, credentials);
      const claimed = await claims.ofTask(taskId);
      // Read last, as what is removed is noted before it is no longer claimed.
      const record = await records.find(taskId);
      const state = undoStateOf(fate, claimed.length > 0, record);
      if (fate !== 'failed' || state.state === 'not-ended') return state;
      const pipeline = await failures.find(taskId);
      return { ...state, ...(pipeline && { pipeline }) };
    };
    answer().then(told => res.json(told), next);
  });
  return router;
}

/** Asked for as the person: the scaffolder knows who may read a task. */
async function fateFor(
  scaffolder: UndoRouterOptions['scaffolder'],
  taskId: string,
  credentials: BackstageCredentials,
): Promise<Exclude<TaskFate, 'gone'>> {
  try {
    const { status } = await scaffolder.getTask({ taskId }, { credentials });
    const fate = fateOf(status);
    if (fate !== 'failed') return fate;
    const events = await scaffolder.getLogs({ taskId }, { credentials });
    return wasCancelled(events) ? 'cancelled' : fate;
  } catch (error) {
    const code = statusCodeOf(error);
    if (code !== 403 && code !== 404) throw error;
    // Who may not read it is not told that there is one.
    throw new NotFoundError(`Task with id ${taskId} does not exist`);
  }
}
