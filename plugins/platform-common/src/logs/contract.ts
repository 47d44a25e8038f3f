import { eventIterator, oc } from '@orpc/contract';
import { logEventSchema, tailRequestSchema } from './schema';

/** Logs of running pods. */
export const logsContract = {
  /** `POST /api/platform/logs/tail`: lines of all pods of a workload, as they come. */
  tail: oc
    .route({
      method: 'POST',
      path: '/logs/tail',
      tags: ['logs'],
      summary: 'Lines of all pods of a workload, as they come',
    })
    .input(tailRequestSchema)
    .output(eventIterator(logEventSchema)),
};
