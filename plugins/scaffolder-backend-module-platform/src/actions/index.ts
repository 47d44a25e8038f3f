import { ciJob } from './ci-job';
import { deployRights } from './deploy-rights';
import { nameCheck } from './name-check';
import { pipelineWait } from './pipeline-wait';
import { preview } from './preview';
import { rolloutWait } from './rollout-wait';
import type { Surroundings } from './Surroundings';
import { undoAction } from './undo';
import { webhook } from './webhook';

export type { Surroundings } from './Surroundings';

/** All actions of this package. */
export function actionsFor(surroundings: Surroundings) {
  return [
    nameCheck(surroundings),
    preview(surroundings),
    deployRights(surroundings),
    ciJob(surroundings),
    webhook(surroundings),
    pipelineWait(surroundings),
    rolloutWait(surroundings),
    undoAction(surroundings),
  ];
}
