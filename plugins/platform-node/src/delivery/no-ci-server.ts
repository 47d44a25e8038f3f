import type { CiServer } from './CiServer';
import { CiServerError } from './errors';

const refuse = async (): Promise<never> => {
  throw new CiServerError(
    'not-configured',
    'No CI server is configured: a platform engineer can connect one with pilothouse.jenkins',
  );
};

/** What stands in the place of a CI server where none is configured: it refuses all. */
export const noCiServer: CiServer = {
  runs: refuse,
  run: refuse,
  log: refuse,
  findJob: refuse,
  runAgain: refuse,
  abort: refuse,
  answerInput: refuse,
  ensureFolder: refuse,
  ensureMultibranchJob: refuse,
  putCredential: refuse,
  deleteJob: refuse,
  deleteFolderIfEmpty: refuse,
  deleteCredential: refuse,
  executors: refuse,
};
