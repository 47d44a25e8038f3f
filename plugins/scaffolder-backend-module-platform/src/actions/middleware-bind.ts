import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  variableFor,
  type BindingRequest,
} from '@pilothouse/plugin-platform-common';
import { placesOf } from '../service/places';
import { askForCredentials } from '../middleware/credentials';
import { serviceOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:middleware:bind';
const minuteMs = 60_000;

/** Gives a service the credentials of an instance. */
export function middlewareBind(surroundings: Surroundings) {
  const { claiming, kube, middleware, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Gives the Deployment of a service the credentials of an instance of middleware, as you: as environment variables that refer to keys of its Secret, or as files in the layout of the Service Binding specification. The values are not read. Where credentials are had by asking, it asks for some that are the service’s alone. An instance that has none is left as it is. It outlives deployments by Helm. May be repeated; when the run fails, a binding that it has made is taken away.',
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
      const { item, environment, cluster, prefix = 'DB_' } = ctx.input;
      const { timeoutMinutes = 10 } = ctx.input;
      const { name, team } = serviceOf(ctx.input);
      const maker = await makerFor(people, ctx, team);
      const who = await ctx.getInitiatorCredentials();
      const environments = [environment];
      const [place] = placesOf(kube.reader, { team, environments, cluster });
      const at = { cluster: place.cluster, namespace: place.namespace };
      const instance = { item, ...at, name: ctx.input.instance };
      const found = (await middleware.instance(who, instance, signal)).instance;
      if (!found) {
        throw new NotFoundError(
          `There is no ${item} ${instance.name} in the namespace ${at.namespace} of the cluster ${at.cluster}: order it first`,
        );
      }
      const asks = found.grants && !ctx.input.secret;
      const credentials = asks
        ? await askForCredentials(
            surroundings,
            { instance, service: name, timeoutMs: timeoutMinutes * minuteMs },
            { maker, who },
            signal,
          )
        : found.credentials.find(
            ({ secret }) => !ctx.input.secret || secret === ctx.input.secret,
          );
      if (!credentials && !ctx.input.secret && !ctx.input.keys) {
        ctx.logger.warn(
          `${instance.name} has no credentials, so that ${name} is bound to nothing; its page in the marketplace has its addresses`,
        );
        ctx.output('secret', '');
        ctx.output('variables', []);
        return;
      }
      if (!credentials) {
        throw new InputError(
          `${instance.name} has no Secret ${ctx.input.secret ?? 'yet'}`,
        );
      }
      const { secret } = credentials;
      const keys = ctx.input.keys ?? credentials.keys;
      const variables = keys.map(key => ({
        name: variableFor(prefix, key),
        key,
      }));
      const asFiles =
        (ctx.input.as ?? (keys.length > 0 ? 'env' : 'files')) === 'files';
      const workload = 'Deployment' as const;
      const request: BindingRequest = {
        kind: 'bind',
        instance,
        secret,
        target: { ...at, kind: workload, name },
        ...(ctx.input.container && { container: ctx.input.container }),
        form: asFiles ? { kind: 'files' } : { kind: 'env', variables },
      };
      await claiming.ifNew(
        maker,
        { kind: 'binding', ...at, workload, name, secret },
        signal,
      );
      const { precondition, notes } = await middleware.previewBinding(
        who,
        request,
        signal,
      );
      if (notes.some(({ kind }) => kind === 'unchanged')) {
        ctx.logger.info(`${name} is bound to ${instance.name} so already`);
      } else {
        await middleware.bind(who, { request, precondition }, signal);
        ctx.logger.info(`Bound ${name} to ${instance.name} by ${secret}`);
      }
      ctx.output('secret', secret);
      ctx.output('variables', asFiles ? [] : variables.map(each => each.name));
    },
  });
}
