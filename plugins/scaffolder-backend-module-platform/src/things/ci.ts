import { ConflictError } from '@backstage/errors';
import type { CiJob, CiServer } from '@pilothouse/plugin-platform-node';
import type { Claims } from '../claims/Claims';
import type { Handler } from './Handlers';
import type { Thing } from './thing';

/** Jobs of the CI server. */
export function jobs(ci: CiServer): Handler<'job'> {
  return {
    exists: async ({ fullName }, _maker, signal) =>
      (await ci.findJob(fullName, signal)) !== undefined,
    async remove({ fullName }, _maker, _removal, signal) {
      const job = await ci.findJob(fullName, signal);
      if (job) assertPipeline(job);
      return ci.deleteJob(fullName, signal);
    },
  };
}

/**
 * The pipeline of a service is a multibranch job; a folder holds those of others.
 *
 * @throws ConflictError when a job is something else
 */
export function assertPipeline({ fullName, kind }: CiJob): void {
  if (kind === 'multibranch') return;
  throw new ConflictError(
    `${fullName} of the CI server is of the kind ${kind}, not a multibranch job as the templates make it: see whose it is, and move it away`,
  );
}

/** Folders of teams; they come with a team's first service, and stay while it has another. */
export function folders(
  ci: CiServer,
  claims: Pick<Claims, 'ofOthers'>,
): Handler<'folder'> {
  return {
    exists: async ({ fullName }, _maker, signal) =>
      (await ci.findJob(fullName, signal)) !== undefined,
    async remove({ fullName }, { taskId }, _removal, signal) {
      // Another run may have put its credentials there, and no job yet.
      const others = await claims.ofOthers(taskId);
      const isWanted = others.some(({ thing }) => isIn(fullName, thing));
      return !isWanted && ci.deleteFolderIfEmpty(fullName, signal);
    },
  };
}

function isIn(folder: string, thing: Thing): boolean {
  switch (thing.kind) {
    case 'folder':
      return thing.fullName === folder;
    case 'job':
      return thing.fullName.startsWith(`${folder}/`);
    case 'rights':
      return thing.folder === folder;
    default:
      return false;
  }
}
