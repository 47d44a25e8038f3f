import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { jobPath, runPath, type JenkinsClient } from '../client';
import { mustBeDone } from './jobs';

const buildsSchema = z
  .array(z.object({ number: z.number(), building: z.boolean().nullish() }))
  .nullish();

interface JobBelow {
  readonly fullName: string;
  readonly builds?: z.infer<typeof buildsSchema>;
  readonly jobs?: readonly JobBelow[] | null;
}

const jobSchema: z.ZodType<JobBelow> = z.lazy(() =>
  z.object({
    fullName: z.string(),
    builds: buildsSchema,
    jobs: z.array(jobSchema).nullish(),
  }),
);

const own = 'fullName,builds[number,building]{0,50}';
/** A folder, its multibranch jobs, and their branches. */
const tree = `${own},jobs[${own},jobs[${own}]]`;

const tries = 40;
const pauseMs = 500;

/**
 * Deletes a job with all that is in it. What runs of it is aborted, and its end waited for,
 * where Jenkins does not delete what runs.
 *
 * @returns false when it was not there
 * @throws ConflictError when it does not end
 */
export async function deleteWithRuns(
  client: JenkinsClient,
  fullName: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const path = `${jobPath(fullName)}/doDelete`;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.post(path, { signal });
    if (answer.status === 404) return attempt > 1;
    if (answer.status !== 409 || attempt === tries) {
      mustBeDone(answer, `delete ${fullName}`);
      return true;
    }
    await abortAll(client, fullName, signal);
    await sleep(pauseMs, undefined, { signal });
  }
}

async function abortAll(
  client: JenkinsClient,
  fullName: string,
  signal?: AbortSignal,
): Promise<void> {
  const job = await client.object(`${jobPath(fullName)}/api/json`, jobSchema, {
    query: { tree },
    signal,
  });
  for (const run of job ? runningIn(job) : []) {
    await client.post(`${runPath(run)}/stop`, { signal });
  }
}

function runningIn({
  fullName,
  builds,
  jobs,
}: JobBelow): { job: string; number: number }[] {
  const running = (builds ?? []).filter(({ building }) => building);
  return [
    ...running.map(({ number }) => ({ job: fullName, number })),
    ...(jobs ?? []).flatMap(runningIn),
  ];
}
