import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { assertMayRegister } from '../service/may-register';
import { applicationOf, thingsOfApplication } from '../tenant/application';
import { planOf } from '../tenant/plan';
import { namespaceRefusal } from '../tenant/rights';
import { example } from './example';
import { intended } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:application:check';

/** Refuses an application that could not be made, and claims its name. */
export function applicationCheck(surroundings: Surroundings) {
  const { claiming, integrations, kube, people, permissions } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Sees that an application can be made: that its name is free in git and catalog, that the owner is a team of yours, and that you may make the namespaces that the team lacks. Keeps the name for this run. In a dry run it refuses nothing, as pilothouse:preview tells all of it.',
    supportsDryRun: true,
    examples: [
      example('Is the name free?', id, {
        name: 'tea-shop',
        owner: 'group:default/shop',
        environments: ['dev', 'prod'],
        repoUrl: 'git.example.com?owner=shop&repo=tea-shop',
      }),
    ],
    schema: {
      input: {
        ...intended,
      },
      output: {},
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('A dry run claims no name');
        return;
      }
      const { environments, cluster } = ctx.input;
      const application = applicationOf(ctx.input, integrations);
      const { team } = application;
      const maker = await makerFor(people, ctx, team);
      await assertMayRegister(permissions, await ctx.getInitiatorCredentials());
      for (const place of planOf(kube.reader, {
        team,
        environments,
        cluster,
      })) {
        if (!place.isNew) continue;
        const because = await namespaceRefusal(
          kube,
          maker.userEntityRef,
          place,
          ctx.signal,
        );
        if (because) throw new NotAllowedError(because);
      }
      await claiming.allNew(
        maker,
        thingsOfApplication(application),
        ctx.signal,
      );
      ctx.logger.info(`${application.name} is free, and kept for this run`);
    },
  });
}
