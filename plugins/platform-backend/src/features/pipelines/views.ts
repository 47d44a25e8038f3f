import type { Entity } from '@backstage/catalog-model';
import {
  jobAnnotation,
  type LiveInput,
  type LiveOutput,
  type RunsPage,
  type ServiceRuns,
} from '@pilothouse/plugin-platform-common';
import type { CiServerReader } from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../catalog/CatalogReader';
import { runAnswer, runsAnswer } from './answers';
import { runQuestion, runsOfTeamQuestion, runsQuestion } from './questions';
import type { Known } from './Reading';
import type { Question } from './Readings';
import {
  jobOf,
  mustBeRunOf,
  serviceOf,
  servicesOf,
  type JobTrust,
} from './services';

/** What the views are made from; the catalog holds only what the person may see. */
export interface PipelineContext {
  readonly catalog: CatalogReader;
  readonly ci: CiServerReader;
  readonly trust: JobTrust;
  /** What is known of the answer to a question. */
  readonly known: <T>(question: Question<T>) => Known<T>;
}

/** A view of pipelines. */
export type PipelineView<I, O> = (input: I, context: PipelineContext) => O;

const notAnnotated = {
  kind: 'not-annotated',
  annotation: jobAnnotation,
} as const;

/**
 * The runs of a service.
 *
 * @throws NotFoundError for a service that does not exist, or may not be seen
 * @throws NotAllowedError for one that names a job of others
 */
export const runsOfService: PipelineView<
  LiveInput<'pipelines.service'>,
  LiveOutput<'pipelines.service'>
> = ({ entityRef, offset, limit }, { catalog, ci, known, trust }) => {
  const job = jobOf(serviceOf(catalog, entityRef), trust);
  return runsOf(job, own => known(runsQuestion(ci, own, { offset, limit })));
};

/**
 * One run of a service.
 *
 * @throws NotFoundError for a service that may not be seen, and for the run of another one
 */
export const runOfService: PipelineView<
  LiveInput<'pipelines.run'>,
  LiveOutput<'pipelines.run'>
> = ({ entityRef, run }, { catalog, ci, known, trust }) => {
  const entity = serviceOf(catalog, entityRef);
  if (!jobOf(entity, trust)) return notAnnotated;
  mustBeRunOf(entity, run, trust);
  return runAnswer(known(runQuestion(ci, run)));
};

/**
 * The runs of all services of a team.
 *
 * @throws NotFoundError for a team that does not exist, or may not be seen
 */
export const runsOfTeam: PipelineView<
  LiveInput<'pipelines.team'>,
  LiveOutput<'pipelines.team'>
> = ({ groupRef, limit }, { catalog, ci, known, trust }) => ({
  services: Object.fromEntries(
    [...servicesOf(catalog, groupRef)].map(([ref, entity]) => [
      ref,
      runsOf(ownJobOf(entity, trust), job =>
        known(runsOfTeamQuestion(ci, job, limit)),
      ),
    ]),
  ),
});

/** A job that may not be named is none; the page of the service says why. */
function ownJobOf(entity: Entity, trust: JobTrust): string | undefined {
  try {
    return jobOf(entity, trust);
  } catch {
    return undefined;
  }
}

function runsOf(
  job: string | undefined,
  known: (job: string) => Known<RunsPage>,
): ServiceRuns {
  return job ? runsAnswer(job, known(job)) : notAnnotated;
}
