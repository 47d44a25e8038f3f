import type { Job, StoredBuild } from '../../store/job.ts';

/** One build of a job. */
export interface BuildSubject {
  readonly job: Job;
  readonly build: StoredBuild;
}
