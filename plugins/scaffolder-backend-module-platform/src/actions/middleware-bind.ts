import { AuthenticationError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { requestFor, wishOf } from '../middleware/binding';
import { placesOf } from '../service/places';
import { serviceOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:middleware:bind';

/** Gives a service the credentials of an instance. */
export function middlewareBind(surroundings: Surroundings) {
  const { claiming, kube, middleware, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Gives the Deployment of a service the credentials of an instance of middleware, as you: as environment variables that refer to keys of its Secret, or as files in the layout of the Service Binding specification. The values are not read. Where credentials are had by asking, it asks for some that are the service’s alone. Of an instance that asks for none it gives the address, in a Secret that is made for it; one that has neither is left as it is. It outlives deployments by Helm. Your session ends after some minutes, and a pipeline may take longer: with ahead it is said before what is to be bound. May be repeated; when the run fails, a binding that it has made is taken away.',
    examples: [
      example('Bind the service to its database', id, {
        item: 'postgresql',
        instance: 'checkout-db',
        name: 'checkout',
        owner: 'group:default/shop',
        environment: 'dev',
        prefix: 'DB_',
      }),
    ],
    schema: {
      input: {
        item: fields.item,
        instance: fields.instance,
        name: fields.name,
        owner: fields.owner,
        environment: fields.environment,
        cluster: fields.cluster,
        secret: z =>
          z
            .string()
            .optional()
            .describe('Which of its Secrets; the first unless told'),
        container: z =>
          z
            .string()
            .optional()
            .describe('Which container; the usual or first one unless told'),
        as: z =>
          z
            .enum(['env', 'files'])
            .optional()
            .describe(
              'As variables, unless told, or nobody says which keys there are',
            ),
        prefix: z =>
          z.string().optional().describe('Of the variables; DB_ unless told'),
        keys: z =>
          z
            .array(z.string())
            .min(1)
            .optional()
            .describe('Which keys become variables; all unless told'),
        timeoutMinutes: fields.timeoutMinutes,
        ahead: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Before it is deployed: asks for the credentials, and has the portal keep what is to be bound, so that a later step with the same inputs binds it also after your session has ended',
            ),
      },
      output: {
        secret: z =>
          z
            .string()
            .describe('Name of the Secret, never its values; empty for none'),
        variables: z => z.array(z.string()),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { ahead = false, item, environment, cluster } = ctx.input;
      const { name, team } = serviceOf(ctx.input);
      const maker = await makerFor(people, ctx, team);
      const who = await ctx.getInitiatorCredentials();
      const environments = [environment];
      const [place] = placesOf(kube.reader, { team, environments, cluster });
      const at = { cluster: place.cluster, namespace: place.namespace };
      const instance = { item, ...at, name: ctx.input.instance };
      const target = { ...at, kind: 'Deployment' as const, name };
      const task = maker.taskId;
      const wish = wishOf(ctx.input);
      const told = ({ secret, variables }: Told) => {
        ctx.output('secret', secret);
        ctx.output('variables', variables);
      };
      if (!ahead) {
        const done = await middleware.carryOut(
          { task, wish, instance, target },
          signal,
        );
        if (done.kind === 'bound') {
          ctx.logger.info(outcomeOf(done, name, instance.name));
          told(done);
          return;
        }
      }
      try {
        const request = await requestFor(
          surroundings,
          { ...ctx.input, instance, target },
          { maker, who },
          signal,
        );
        if (!request) {
          ctx.logger.warn(
            `${instance.name} has neither credentials nor an address, so that ${name} is bound to nothing; its page in the marketplace says more`,
          );
          told({ secret: '', variables: [] });
          return;
        }
        const { form, secret } = request;
        await claiming.ifNew(
          maker,
          { kind: 'binding', ...at, workload: target.kind, name, secret },
          signal,
        );
        if (ahead) {
          await middleware.entrust(who, { task, wish, request }, signal);
          ctx.logger.info(
            `${name} is bound to ${instance.name} by ${secret} once it is deployed`,
          );
        } else {
          const { precondition, notes } = await middleware.previewBinding(
            who,
            request,
            signal,
          );
          const unchanged = notes.some(({ kind }) => kind === 'unchanged');
          if (!unchanged) {
            await middleware.bind(who, { request, precondition }, signal);
          }
          ctx.logger.info(
            outcomeOf({ secret, unchanged }, name, instance.name),
          );
        }
        const variables = form.kind === 'env' ? form.variables : [];
        told({ secret, variables: variables.map(each => each.name) });
      } catch (error) {
        if (!(error instanceof AuthenticationError)) throw error;
        throw new OutcomeError(
          `${name} was not bound to ${instance.name}: ${
            error.message
          }. Bind it on the page of ${
            instance.name
          } in the marketplace; ${wayOut(ahead)}`,
        );
      }
    },
  });
}

/** What would help a next time. */
function wayOut(ahead: boolean): string {
  return ahead
    ? 'what came before this step took longer than your session'
    : 'whoever keeps the template can have this action run ahead of the pipeline as well (ahead: true), and then it binds however long that takes';
}

interface Told {
  readonly secret: string;
  readonly variables: string[];
}

function outcomeOf(
  { secret, unchanged }: { readonly secret: string; unchanged: boolean },
  service: string,
  instance: string,
): string {
  return unchanged
    ? `${service} is bound to ${instance} so already`
    : `Bound ${service} to ${instance} by ${secret}`;
}
