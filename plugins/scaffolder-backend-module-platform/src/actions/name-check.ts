import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { assertMayRegister } from '../service/may-register';
import { newNameProblem } from '../service/name';
import { placesOf } from '../service/places';
import { jobOf, repositoryOf, serviceOf, thingsOf } from '../service/service';
import { assertTools } from '../tools/states';
import { example } from './example';
import { intended } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:name:check';

/**
 * Refuses what could not be made, and claims the name: what is there under it from then on
 * was made by this task, and is undone with it.
 */
export function nameCheck(surroundings: Surroundings) {
  const { ci, claiming, images, integrations, kube, people, permissions } =
    surroundings;
  return createTemplateAction({
    id,
    description:
      'Sees that a service can be made: that its name is free in git, catalog, CI server, registry and clusters, that the owner is a team of yours, that it has namespaces for the environments, and that the CI server has what the template declares to need. Keeps the name for this run. In a dry run it refuses nothing, as pilothouse:preview tells all of it.',
    supportsDryRun: true,
    examples: [
      example('Is the name free?', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        environments: ['dev'],
        repoUrl: 'git.example.com?owner=shop&repo=checkout',
      }),
    ],
    schema: {
      input: {
        ...intended,
      },
      output: {
        team: z => z.string().describe('Name of the team'),
        jobFullName: z => z.string().describe('Of the job at the CI server'),
        namespaces: z =>
          z.array(
            z.object({
              environment: z.string(),
              cluster: z.string(),
              namespace: z.string(),
            }),
          ),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('A dry run claims no name');
        return;
      }
      const { repoUrl, environments, cluster } = ctx.input;
      const service = serviceOf(ctx.input);
      const problem = newNameProblem(service.name);
      if (problem) throw new InputError(problem);
      const { team } = service;
      const repository = repositoryOf(repoUrl, integrations, service);
      const maker = await makerFor(people, ctx, team);
      await assertMayRegister(permissions, await ctx.getInitiatorCredentials());
      const template = ctx.templateInfo?.entity;
      const unknown = template && (await assertTools(ci, template, ctx.signal));
      if (unknown) ctx.logger.warn(unknown);
      const places = placesOf(kube.reader, { team, environments, cluster });
      const hasRegistry = images !== undefined;
      await claiming.allNew(
        maker,
        thingsOf(service, { repository, places, hasRegistry }),
        ctx.signal,
      );
      ctx.logger.info(`${jobOf(service)} is free, and kept for this run`);
      ctx.output('team', team);
      ctx.output('jobFullName', jobOf(service));
      ctx.output('namespaces', places);
    },
  });
}
