import { ConflictError } from '@backstage/errors';
import type { CiJob, CiServer } from '@pilothouse/plugin-platform-node';
import type { Handler } from './Handlers';

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

const nouns: Record<Exclude<CiJob['kind'], 'multibranch'>, string> = {
  folder: 'a folder',
  pipeline: 'a pipeline of a single branch',
  other: 'a job of another kind',
};

/**
 * Why a job cannot be the pipeline of a service, which is a multibranch job; a folder holds
 * those of others.
 *
 * @returns undefined when it can
 */
export function notAPipeline({ fullName, kind }: CiJob): string | undefined {
  return kind === 'multibranch'
    ? undefined
    : `At the CI server ${fullName} is ${nouns[kind]}, not the multibranch job that templates make, so it is not the pipeline of the service: have whoever made it move it away or rename it`;
}

/** @throws ConflictError when a job cannot be the pipeline of a service */
export function assertPipeline(job: CiJob): void {
  const message = notAPipeline(job);
  if (message) throw new ConflictError(message);
}

/** Folders of teams; they come with a team's first service, and stay while it has another. */
export function folders(ci: CiServer): Handler<'folder'> {
  return {
    exists: async ({ fullName }, _maker, signal) =>
      (await ci.findJob(fullName, signal)) !== undefined,
    remove: async ({ fullName }, _maker, _removal, signal) =>
      ci.deleteFolderIfEmpty(fullName, signal),
  };
}
