import { ConflictError, NotFoundError } from '@backstage/errors';
import { CiServerError, type CiJob } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import {
  folderOf,
  jobPath,
  nameOf,
  type JenkinsAnswer,
  type JenkinsClient,
} from '../client';

const jobSchema = z.object({
  _class: z.string(),
  url: z.string(),
  fullName: z.string(),
  description: z.string().nullish(),
  jobs: z.array(z.object({ fullName: z.string() })).nullish(),
});

const kinds: ReadonlyMap<string, CiJob['kind']> = new Map([
  ['com.cloudbees.hudson.plugins.folder.Folder', 'folder'],
  ['org.jenkinsci.plugins.workflow.job.WorkflowJob', 'pipeline'],
  [
    'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
    'multibranch',
  ],
]);

/** @returns undefined when there is no such job */
export async function findJob(
  client: JenkinsClient,
  fullName: string,
  signal?: AbortSignal,
): Promise<CiJob | undefined> {
  const found = await client.object(
    `${jobPath(fullName)}/api/json`,
    jobSchema,
    {
      query: { tree: '_class,description,fullName,url,jobs[fullName]' },
      signal,
    },
  );
  return (
    found && {
      fullName: found.fullName,
      kind: kinds.get(found._class) ?? 'other',
      url: found.url,
      description: found.description ?? '',
      children: (found.jobs ?? []).map(job => job.fullName),
    }
  );
}

/**
 * Makes a job.
 *
 * @returns false when something of that name is there
 * @throws NotFoundError when its folder is missing
 */
export async function createJob(
  client: JenkinsClient,
  fullName: string,
  xml: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const folder = folderOf(fullName);
  const answer = await client.post(`${jobPath(folder)}/createItem`, {
    query: { name: nameOf(fullName) },
    xml,
    signal,
  });
  if (answer.status === 404) throw noFolder(folder);
  if (answer.status === 400 && /already exists/i.test(saidBy(answer))) {
    return false;
  }
  mustBeDone(answer, `make ${fullName}`);
  return true;
}

/** What is said of a folder that is missing. */
export function noFolder(folder: string): NotFoundError {
  return new NotFoundError(`Jenkins has no folder ${folder}: make it first`);
}

/** @throws ConflictError or CiServerError unless it was done */
export function mustBeDone(answer: JenkinsAnswer, what: string): void {
  if (answer.status < 400) return;
  const message = `Jenkins did not ${what}: ${saidBy(answer)}`;
  if (answer.status === 409) throw new ConflictError(message);
  throw new CiServerError('failed', message);
}

/** What Jenkins says of a refusal: in a header, or else in its page. */
function saidBy({ status, headers, text }: JenkinsAnswer): string {
  const page = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return headers.get('X-Error') ?? (page.slice(0, 300) || `status ${status}`);
}
