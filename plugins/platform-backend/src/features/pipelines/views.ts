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
import { jobOf, mustBeRunOf, serviceOf, servicesOf } from './services';

/** What the views are made from; the catalog holds only what the person may see. */
export interface PipelineContext {
  readonly catalog: CatalogReader;
  readonly ci: CiServerReader;
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
 */
export const runsOfService: PipelineView<
  LiveInput<'pipelines.service'>,
  LiveOutput<'pipelines.service'>
> = ({ entityRef, offset, limit }, { catalog, ci, known }) =>
  runsOf(serviceOf(catalog, entityRef), job =>
    known(runsQuestion(ci, job, { offset, limit })),
  );

/**
 * One run of a service.
 *
 * @throws NotFoundError for a service that may not be seen, and for the run of another one
 */
export const runOfService: PipelineView<
  LiveInput<'pipelines.run'>,
  LiveOutput<'pipelines.run'>
> = ({ entityRef, run }, { catalog, ci, known }) => {
  const entity = serviceOf(catalog, entityRef);
  if (!jobOf(entity)) return notAnnotated;
  mustBeRunOf(entity, run);
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
> = ({ groupRef, limit }, { catalog, ci, known }) => ({
  services: Object.fromEntries(
    [...servicesOf(catalog, groupRef)].map(([ref, entity]) => [
      ref,
      runsOf(entity, job => known(runsOfTeamQuestion(ci, job, limit))),
    ]),
  ),
});

function runsOf(
  entity: Entity,
  known: (job: string) => Known<RunsPage>,
): ServiceRuns {
  const job = jobOf(entity);
  return job ? runsAnswer(job, known(job)) : notAnnotated;
}
