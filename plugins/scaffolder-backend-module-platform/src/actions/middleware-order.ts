import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { assertNamed, madeOf, orderFor } from '../middleware/order';
import { isHealthy, untilInstance } from '../middleware/waiting';
import { teamOf } from '../service/name';
import { placesOf } from '../service/places';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:middleware:order';

/** Orders middleware in the marketplace, and waits until it is healthy. */
export function middlewareOrder(surroundings: Surroundings) {
  const { claiming, kube, middleware, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Orders an instance of middleware in the marketplace, as you, for a team in one environment, and waits until it is healthy. One of that name that is there already stays as it is. May be repeated; when the run fails, an instance that it has ordered is deleted with its data.',
    examples: [
      example('Order PostgreSQL', id, {
        item: 'postgresql',
        name: 'checkout-db',
        owner: 'group:default/shop',
        environment: 'dev',
        plan: 'small',
      }),
    ],
    schema: {
      input: {
        item: fields.item,
        name: fields.instance,
        owner: fields.owner,
        environment: fields.environment,
        cluster: fields.cluster,
        plan: z =>
          z
            .string()
            .optional()
            .describe('With whose values to begin; the first one unless told'),
        values: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'Fields of spec, laid over those of the plan; null takes one away',
            ),
        application: z =>
          z
            .string()
            .optional()
            .describe(
              'The System that a new one is part of: system:default/tea-shop',
            ),
        wait: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether to wait until it is healthy, which it does unless told; pilothouse:middleware:wait does so later',
            ),
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        cluster: z => z.string(),
        namespace: z => z.string(),
        secret: z =>
          z
            .string()
            .describe(
              'Name of the Secret, never its values; empty where there is none before somebody asks for it',
            ),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { environment, cluster, wait = true } = ctx.input;
      const { timeoutMinutes = 10 } = ctx.input;
      const team = teamOf(ctx.input.owner);
      const partOf =
        ctx.input.application && parseEntityRef(ctx.input.application).name;
      assertNamed(ctx.input);
      const { item, name } = ctx.input;
      const maker = await makerFor(people, ctx, team);
      const who = await ctx.getInitiatorCredentials();
      const environments = [environment];
      const [place] = placesOf(kube.reader, { team, environments, cluster });
      const at = { cluster: place.cluster, namespace: place.namespace, name };
      const ref = { item, ...at };
      const form = await middleware.form(
        who,
        { item, cluster: place.cluster },
        signal,
      );
      const { plan, values } = orderFor(form, ctx.input, environment);
      const { title } = form.item;
      const thing = { kind: 'middleware' as const, ...ref, ...madeOf(form) };
      const isNew =
        (await claiming.ifNew(maker, thing, signal)) &&
        !(await surroundings.handlers.middleware.exists(thing, maker, signal));
      if (isNew) {
        const order = { ...ref, plan, values, partOf, task: maker.taskId };
        try {
          await middleware.order(who, order, signal);
        } catch (error) {
          // Somebody has made one since it was claimed.
          if (error instanceof ConflictError)
            await claiming.leave(maker, thing);
          throw error;
        }
        ctx.logger.info(`Ordered ${title} ${name} in ${at.namespace}`);
      } else {
        ctx.logger.info(`${title} ${name} is there; it stays as it is`);
      }
      const awaited = { ref, task: maker.taskId, who };
      const tell = (said: string) => ctx.logger.info(said);
      const instance = await untilInstance(
        surroundings,
        awaited,
        { settled: wait ? isHealthy : isSeen, tell, timeoutMinutes },
        signal,
      );
      ctx.output('cluster', at.cluster);
      ctx.output('namespace', at.namespace);
      ctx.output('secret', instance.credentials[0]?.secret ?? '');
    },
  });
}

/** Whether the portal has heard of an instance; then only its health is waited for. */
function isSeen(): boolean {
  return true;
}
