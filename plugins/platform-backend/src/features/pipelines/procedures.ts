import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { implement } from '@orpc/server';
import { pipelinesContract } from '@pilothouse/plugin-platform-common';
import type { CiServerReader } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import type { KubeService } from '../../kube/KubeService';
import type { PipelineAccess } from './access';
import { deployRightsOf } from './deploy-rights';
import type { Question, Readings } from './Readings';
import { mustBeRunOf, mustBeTold, serviceOf, type JobTrust } from './services';
import {
  runOfService,
  runsOfService,
  runsOfTeam,
  type PipelineContext,
  type PipelineView,
} from './views';

/** What reading pipelines needs of its surroundings. */
export interface ReadingDependencies {
  readonly access: PipelineAccess;
  readonly ci: CiServerReader;
  readonly httpAuth: HttpAuthService;
  readonly kube: Pick<KubeService, 'reader'>;
  readonly readings: Readings;
  readonly trust: JobTrust;
}

const os = implement(pipelinesContract).$context<RequestContext>();

/** Procedures of the pipelines contract that tell something. */
export function readingProcedures(dependencies: ReadingDependencies) {
  const { access, ci, httpAuth, kube, trust } = dependencies;
  const once =
    <I, O>(view: PipelineView<I, O>) =>
    async ({ input, context }: { input: I; context: RequestContext }) => {
      const credentials = await httpAuth.credentials(context.request);
      const { catalog, told } = await access.sightOf(credentials);
      return answerOnce(view, input, { ...dependencies, catalog, told });
    };
  return {
    service: os.service.handler(once(runsOfService)),
    run: os.run.handler(once(runOfService)),
    team: os.team.handler(once(runsOfTeam)),
    log: os.log.handler(async ({ input, context: { request, signal } }) => {
      const { entityRef, run, ...selection } = input;
      const credentials = await httpAuth.credentials(request);
      const { catalog, told } = await access.sightOf(credentials);
      const entity = serviceOf(catalog, entityRef);
      mustBeTold(told, entity);
      mustBeRunOf(entity, run, trust);
      return ci.log(run, selection, signal);
    }),
    deployRights: os.deployRights.handler(
      async ({ input, context: { request } }) => {
        const credentials = await httpAuth.credentials(request);
        const { catalog, told } = await access.sightOf(credentials);
        const entity = serviceOf(catalog, input.entityRef);
        mustBeTold(told, entity);
        return deployRightsOf(kube.reader, entity);
      },
    ),
    abilities: os.abilities.handler(async ({ input, context: { request } }) => {
      const credentials = await httpAuth.credentials(request);
      const { catalog } = await access.sightOf(credentials);
      serviceOf(catalog, input.entityRef);
      return access.abilities(credentials, input.entityRef);
    }),
  };
}

/** Finds out what the view wants to know, asks that, and looks again. */
async function answerOnce<I, O>(
  view: PipelineView<I, O>,
  input: I,
  dependencies: Omit<PipelineContext, 'known'> & { readings: Readings },
): Promise<O> {
  const { readings, ...context } = dependencies;
  const wanted: Question<unknown>[] = [];
  view(input, {
    ...context,
    known: question => {
      wanted.push(question as Question<unknown>);
      return readings.known(question);
    },
  });
  await Promise.all(wanted.map(question => readings.ask(question)));
  return view(input, {
    ...context,
    known: question => readings.known(question),
  });
}
