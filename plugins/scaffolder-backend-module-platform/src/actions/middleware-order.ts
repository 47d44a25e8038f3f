import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { assertNamed, madeOf, orderFor } from '../middleware/order';
import { teamOf } from '../service/name';
import { placesOf } from '../service/places';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import { poll } from './poll';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:middleware:order';
const minuteMs = 60_000;

/** Orders middleware in the marketplace, and waits until it is healthy. */
export function middlewareOrder(surroundings: Surroundings) {
  const { claiming, kube, middleware, pauseMs, people } = surroundings;
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
      const { environment, cluster, timeoutMinutes = 10 } = ctx.input;
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
      let told = '';
      const instance = await poll<InstanceDetail>(
        async () => {
          const { instance: seen } = await middleware.instance(
            who,
            ref,
            signal,
          );
          if (seen?.status === 'failed') {
            throw new OutcomeError(
              `${name} has failed: ${sayingOf(
                seen,
              )}. Its page in the marketplace says more`,
            );
          }
          const now = seen ? sayingOf(seen) : 'the portal has not heard of it';
          if (now !== told) ctx.logger.info(`${name}: ${now}`);
          told = now;
          return seen?.status === 'healthy' ? seen : undefined;
        },
        {
          pauseMs,
          timeoutMs: timeoutMinutes * minuteMs,
          late: () =>
            new OutcomeError(
              `${name} is not healthy after ${timeoutMinutes} minutes: ${told}`,
            ),
          signal,
        },
      );
      ctx.output('cluster', at.cluster);
      ctx.output('namespace', at.namespace);
      ctx.output('secret', instance.credentials[0]?.secret ?? '');
    },
  });
}

/** The state of an instance in the words of its operator. */
function sayingOf({ saying, status }: InstanceDetail): string {
  switch (saying.kind) {
    case 'phase':
      return [saying.words?.en ?? saying.phase, saying.message]
        .filter(Boolean)
        .join(': ');
    case 'condition':
      return saying.message ?? saying.reason ?? saying.type;
    default:
      return status;
  }
}
