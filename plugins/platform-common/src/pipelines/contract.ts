import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { brokenPipelinesSchema } from './broken';
import { deployRightsSchema } from './deploy-rights';
import { logPieceSchema, serviceRunSchema } from './detail';
import {
  answerInputRequestSchema,
  logRequestSchema,
  pipelineAbilitiesRequestSchema,
  pipelineAbilitiesSchema,
  runAgainResultSchema,
  runRequestSchema,
  runsRequestSchema,
  teamRunsRequestSchema,
} from './requests';
import { serviceRunsSchema, teamRunsSchema } from './schema';

/** Runs of pipelines, live: the CI server is asked again while somebody looks. */
export const pipelinesQueries = {
  'pipelines.service': liveQuery(runsRequestSchema, serviceRunsSchema),
  'pipelines.run': liveQuery(runRequestSchema, serviceRunSchema),
  'pipelines.team': liveQuery(teamRunsRequestSchema, teamRunsSchema),
  'pipelines.broken': liveQuery(z.object({}), brokenPipelinesSchema),
};

const route = (path: `/${string}`, summary: string) =>
  oc.route({
    method: 'POST',
    path: `/pipelines/${path.slice(1)}`,
    tags: ['pipelines'],
    summary,
  });

/** Runs of the pipelines that build services, and what one may do to them. */
export const pipelinesContract = {
  /** `POST /api/platform/pipelines/runs`: a page of the runs of a service. */
  service: route('/runs', 'Runs of a service, of all its branches')
    .input(runsRequestSchema)
    .output(serviceRunsSchema),
  /** `POST /api/platform/pipelines/run`: one run with its stages, tests and questions. */
  run: route('/run', 'One run with its stages, failed tests and questions')
    .input(runRequestSchema)
    .output(serviceRunSchema),
  /** `POST /api/platform/pipelines/team`: the newest runs of a team's services. */
  team: route('/team', 'Newest runs of all services of a team')
    .input(teamRunsRequestSchema)
    .output(teamRunsSchema),
  /** `POST /api/platform/pipelines/log`: a piece of a run's log. */
  log: route('/log', "A piece of a run's log")
    .input(logRequestSchema)
    .output(logPieceSchema),
  /** `POST /api/platform/pipelines/abilities`: what the person may do. */
  abilities: route(
    '/abilities',
    'What the person who asks may do to the runs of a service',
  )
    .input(pipelineAbilitiesRequestSchema)
    .output(pipelineAbilitiesSchema),
  /** `POST /api/platform/pipelines/deploy-rights`: until when it may deploy. */
  deployRights: route(
    '/deploy-rights',
    'Until when the pipeline of a service may deploy it',
  )
    .input(pipelineAbilitiesRequestSchema)
    .output(deployRightsSchema),
  /** `POST /api/platform/pipelines/run-again`: the branch, with the run's parameters. */
  runAgain: route('/run-again', 'Runs a branch again with the same parameters')
    .input(runRequestSchema)
    .output(runAgainResultSchema),
  /** `POST /api/platform/pipelines/abort`: ends a run. */
  abort: route('/abort', 'Aborts a run')
    .input(runRequestSchema)
    .output(z.object({})),
  /** `POST /api/platform/pipelines/answer-input`: lets a run go on, or not. */
  answerInput: route('/answer-input', 'Answers a question of a run')
    .input(answerInputRequestSchema)
    .output(z.object({})),
};
