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
  return [
    plainly(nameCheck(surroundings)),
    plainly(preview(surroundings)),
    plainly(repositoryPublish(surroundings)),
    plainly(deployRights(surroundings)),
    plainly(ciJob(surroundings)),
    plainly(webhook(surroundings)),
    plainly(catalogRegister(surroundings)),
    plainly(pipelineWait(surroundings)),
    plainly(rolloutWait(surroundings)),
    plainly(middlewareOrder(surroundings)),
    plainly(middlewareBind(surroundings)),
    plainly(undoAction(surroundings)),
    plainly(applicationCheck(surroundings)),
    plainly(tenantEnsure(surroundings)),
    plainly(deletionCheck(surroundings)),
    plainly(deletionRemove(surroundings)),
    plainly(deletionVerify(surroundings)),
  ];
}
