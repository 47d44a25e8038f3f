import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import express, { type Response, type Router } from 'express';
import { statusCodeOf } from '../undo/fate';

/** What {@link hidingRouter} needs. */
export interface HidingOptions {
  readonly httpAuth: HttpAuthService;
  readonly scaffolder: Pick<ScaffolderService, 'getTask'>;
}

/**
 * Stands before the scaffolder's own routes of a task, which tell somebody who may not read it
 * that there is one: they are answered as for a task that there is not.
 */
export function hidingRouter({ httpAuth, scaffolder }: HidingOptions): Router {
  const router = express.Router();
  router.use('/v2/tasks/:taskId', (req, res, next) => {
    const { taskId } = req.params;
    // Who may read a task is told why they may not do something with it.
    const isSeen = async () =>
      req.method === 'POST' &&
      maySee(scaffolder, taskId, await httpAuth.credentials(req));
    onRefusal(res, answer => {
      const decide = async () => {
        if (await isSeen()) answer();
        else throw new NotFoundError(`No task with id '${taskId}' found`);
      };
      decide().catch(next);
    });
    next();
  });
  return router;
}

const refusals = [403, 404];

/** Holds back a refusal; `decide` may answer it as it stands. */
function onRefusal(res: Response, decide: (answer: () => void) => void): void {
  const { json } = res;
  res.json = body => {
    res.json = json;
    if (!refusals.includes(res.statusCode)) return res.json(body);
    const { statusCode } = res;
    decide(() => res.status(statusCode).json(body));
    return res;
  };
}

async function maySee(
  scaffolder: HidingOptions['scaffolder'],
  taskId: string,
  credentials: BackstageCredentials,
): Promise<boolean> {
  try {
    await scaffolder.getTask({ taskId }, { credentials });
    return true;
  } catch (error) {
    const code = statusCodeOf(error);
    if (code !== undefined && refusals.includes(code)) return false;
    throw error;
  }
}
