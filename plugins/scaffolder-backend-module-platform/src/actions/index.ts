import { applicationCheck } from './application-check';
import { catalogRegister } from './catalog-register';
import { ciJob } from './ci-job';
import { deletionCheck } from './deletion-check';
import { deletionRemove } from './deletion-remove';
import { deletionVerify } from './deletion-verify';
import { deployRights } from './deploy-rights';
import { middlewareBind } from './middleware-bind';
import { middlewareOrder } from './middleware-order';
import { nameCheck } from './name-check';
import { patiently } from './patiently';
import { pipelineWait } from './pipeline-wait';
import { plainly } from './plainly';
import { preview } from './preview';
import { repositoryPublish } from './repository-publish';
import { rolloutWait } from './rollout-wait';
import type { Surroundings } from './Surroundings';
import { tenantEnsure } from './tenant-ensure';
import { undoAction } from './undo';
import { webhook } from './webhook';

export type { Surroundings } from './Surroundings';

/** All actions of this package. */
export function actionsFor(surroundings: Surroundings) {
  // What makes things may be repeated, and is when a system is busy for a moment.
  const { pauseMs } = surroundings;
  return [
    plainly(patiently(nameCheck(surroundings), pauseMs)),
    plainly(preview(surroundings)),
    plainly(patiently(repositoryPublish(surroundings), pauseMs)),
    plainly(patiently(deployRights(surroundings), pauseMs)),
    plainly(patiently(ciJob(surroundings), pauseMs)),
    plainly(patiently(webhook(surroundings), pauseMs)),
    plainly(patiently(catalogRegister(surroundings), pauseMs)),
    plainly(patiently(pipelineWait(surroundings), pauseMs)),
    plainly(patiently(rolloutWait(surroundings), pauseMs)),
    plainly(patiently(middlewareOrder(surroundings), pauseMs)),
    plainly(patiently(middlewareBind(surroundings), pauseMs)),
    plainly(undoAction(surroundings)),
    plainly(patiently(applicationCheck(surroundings), pauseMs)),
    plainly(patiently(tenantEnsure(surroundings), pauseMs)),
    plainly(deletionCheck(surroundings)),
    plainly(deletionRemove(surroundings)),
    plainly(deletionVerify(surroundings)),
  ];
}
