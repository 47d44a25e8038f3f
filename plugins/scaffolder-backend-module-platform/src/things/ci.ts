import type { CiServer } from '@pilothouse/plugin-platform-node';
import type { Handler } from './Handlers';

/** Jobs of the CI server. */
export function jobs(ci: CiServer): Handler<'job'> {
  return {
    exists: async ({ fullName }, _maker, signal) =>
      (await ci.findJob(fullName, signal)) !== undefined,
    remove: ({ fullName }, _maker, _since, signal) =>
      ci.deleteJob(fullName, signal),
  };
}

/** Folders of teams; they come with a team's first service, and stay while it has another. */
export function folders(ci: CiServer): Handler<'folder'> {
  return {
    exists: async ({ fullName }, _maker, signal) =>
      (await ci.findJob(fullName, signal)) !== undefined,
    remove: ({ fullName }, _maker, _since, signal) =>
      ci.deleteFolderIfEmpty(fullName, signal),
  };
}
