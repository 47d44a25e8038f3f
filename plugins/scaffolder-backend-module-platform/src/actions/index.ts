import { applicationCheck } from './application-check';
import { branchProtect } from './branch-protect';
import { catalogRegister } from './catalog-register';
import { ciJob } from './ci-job';
import { deletionCheck } from './deletion-check';
import { deletionRemove } from './deletion-remove';
import { deletionVerify } from './deletion-verify';
import { deployRights } from './deploy-rights';
import { deployRightsRenew } from './deploy-rights-renew';
import { middlewareBind } from './middleware-bind';
import { middlewareOrder } from './middleware-order';
import { middlewareWait } from './middleware-wait';
import { nameCheck } from './name-check';
import { patiently, type Trying } from './patiently';
import { pipelineWait } from './pipeline-wait';
import { plainly } from './plainly';
import { preview } from './preview';
import { repositoryPublish } from './repository-publish';
import { rolloutWait } from './rollout-wait';
import { beginning, standing, type Action, type OfRun } from './standing';
import type { Surroundings } from './Surroundings';
import { tenantEnsure } from './tenant-ensure';
import { undoAction } from './undo';
import { webhook } from './webhook';

export type { Surroundings } from './Surroundings';

/** All actions of this package. */
export function actionsFor(surroundings: Surroundings) {
  // What makes things may be repeated, and is when a system is busy for a moment.
  const { pauseMs } = surroundings;
  const first = <C extends OfRun & Trying, A extends Action<C>>(
    action: A & Action<C>,
  ): A => plainly(beginning(patiently(action, pauseMs), surroundings));
  const later = <C extends OfRun & Trying, A extends Action<C>>(
    action: A & Action<C>,
  ): A => plainly(standing(patiently(action, pauseMs), surroundings));
  return [
    first(nameCheck(surroundings)),
    plainly(preview(surroundings)),
    later(repositoryPublish(surroundings)),
    later(branchProtect(surroundings)),
    later(deployRights(surroundings)),
    later(ciJob(surroundings)),
    later(webhook(surroundings)),
    later(catalogRegister(surroundings)),
    later(pipelineWait(surroundings)),
    later(rolloutWait(surroundings)),
    later(middlewareOrder(surroundings)),
    later(middlewareWait(surroundings)),
    later(middlewareBind(surroundings)),
    plainly(undoAction(surroundings)),
    first(applicationCheck(surroundings)),
    later(tenantEnsure(surroundings)),
    plainly(patiently(deployRightsRenew(surroundings), pauseMs)),
    plainly(deletionCheck(surroundings)),
    plainly(deletionRemove(surroundings)),
    plainly(deletionVerify(surroundings)),
  ];
}
