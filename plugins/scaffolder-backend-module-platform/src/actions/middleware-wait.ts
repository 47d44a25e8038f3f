import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { OrderedInstance } from '@pilothouse/plugin-platform-common';
import { grantNameFor, hasGrant } from '../middleware/credentials';
import { isHealthy, isSessionOver, untilInstance } from '../middleware/waiting';
import { teamOf } from '../service/name';
import { placesOf } from '../service/places';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:middleware:wait';

/** Waits until middleware that a run has ordered can be used. */
export function middlewareWait(surroundings: Surroundings) {
  const { kube, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Waits until an instance of middleware is healthy that the run has ordered, also after your session has ended; with service, until the credentials are there that were asked for it, too. One that was there before is waited for only as long as the session lasts.',
    examples: [
      example('Wait for PostgreSQL', id, {
        item: 'postgresql',
        name: 'checkout-db',
        owner: 'group:default/shop',
        environment: 'dev',
      }),
    ],
    schema: {
      input: {
        item: fields.item,
        name: fields.instance,
        owner: fields.owner,
        environment: fields.environment,
        cluster: fields.cluster,
        service: z =>
          z
            .string()
            .optional()
            .describe(
              'Name of a service whose credentials were asked for ahead of its deployment',
            ),
        timeoutMinutes: fields.timeoutMinutes,
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { environment, cluster, item, name } = ctx.input;
      const { service, timeoutMinutes = 20 } = ctx.input;
      const team = teamOf(ctx.input.owner);
      const maker = await makerFor(people, ctx, team);
      const who = await ctx.getInitiatorCredentials();
      const environments = [environment];
      const [place] = placesOf(kube.reader, { team, environments, cluster });
      const at = { cluster: place.cluster, namespace: place.namespace };
      const grant = {
        instance: name,
        name: service ? grantNameFor(name, service) : '',
      };
      const isAsked = ({ credentials }: OrderedInstance) =>
        credentials.some(each => each.grant?.name === grant.name);
      try {
        await untilInstance(
          surroundings,
          { ref: { item, ...at, name }, task: maker.taskId, who },
          {
            settled: seen =>
              isHealthy(seen) && (!isAsked(seen) || hasGrant(seen, grant)),
            tell: said => ctx.logger.info(said),
            timeoutMinutes,
          },
          signal,
        );
      } catch (error) {
        if (!isSessionOver(error)) throw error;
        ctx.logger.warn(
          `${name} was there before this run, whose session has ended, so that it is not waited for; its page in the marketplace tells how it is`,
        );
      }
    },
  });
}
