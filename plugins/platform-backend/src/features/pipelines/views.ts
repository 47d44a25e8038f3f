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
  isTold,
  jobOf,
  mustBeRunOf,
  serviceOf,
  servicesOf,
  type JobTrust,
} from './services';

/** What the views are made from; the catalog holds only what the person may see. */
export interface PipelineContext {
  readonly catalog: CatalogReader;
  /** The services whose runs the person may see. */
  readonly told: Pick<CatalogReader, 'entity'>;
  readonly ci: CiServerReader;
  readonly trust: JobTrust;
  /** What is known of the answer to a question. */
  readonly known: <T>(question: Question<T>) => Known<T>;
}

/** A view of pipelines. */
export type PipelineView<I, O> = (input: I, context: PipelineContext) => O;

const notPermitted = { kind: 'not-permitted' } as const;

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
> = ({ entityRef, offset, limit }, { catalog, told, ci, known, trust }) => {
  const entity = serviceOf(catalog, entityRef);
  if (!isTold(told, entity)) return notPermitted;
  const job = jobOf(entity, trust);
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
> = ({ entityRef, run }, { catalog, told, ci, known, trust }) => {
  const entity = serviceOf(catalog, entityRef);
  if (!isTold(told, entity)) return notPermitted;
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
> = ({ groupRef, limit }, { catalog, told, ci, known, trust }) => ({
  services: Object.fromEntries(
    [...servicesOf(catalog, groupRef)].map(([ref, entity]) => [
      ref,
      isTold(told, entity)
        ? runsOf(ownJobOf(entity, trust), job =>
            known(runsOfTeamQuestion(ci, job, limit)),
          )
        : notPermitted,
    ]),
  ),
});

/** A job that may not be named is none; the page of the service says why. */
export function ownJobOf(entity: Entity, trust: JobTrust): string | undefined {
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
