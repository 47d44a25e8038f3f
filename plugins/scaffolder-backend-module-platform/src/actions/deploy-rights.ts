import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { grantDeployment } from '../rights/grant';
import { placesOf, type Place } from '../service/places';
import {
  credentialOf,
  rightsOf,
  serviceOf,
  type Service,
} from '../service/service';
import { addressForPipelines } from '../settings';
import type { Maker } from '../things/Handlers';
import { example } from './example';
import { fields } from './fields';
import { ensureTeamFolder } from './folder';
import { makerFor } from './maker';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deploy-rights:ensure';

/** Lets the pipeline of a service deploy it. */
export function deployRights(surroundings: Surroundings) {
  const { kube, people } = surroundings;
  return createTemplateAction({
    id,
    description:
      "Lets a service's pipeline deploy it to the team's namespaces: a ServiceAccount with a Role for what charts consist of, made with your rights, and a kubeconfig with its token as a credential of the CI server. May be repeated; the token is a new one each time.",
    examples: [
      example('Let the pipeline deploy to dev and prod', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        environments: ['dev', 'prod'],
      }),
    ],
    schema: {
      input: {
        name: fields.name,
        owner: fields.owner,
        environments: fields.environments,
        cluster: fields.cluster,
      },
      output: {
        credentials: z =>
          z
            .array(
              z.object({
                environment: z.string(),
                id: z.string(),
                cluster: z.string(),
                namespace: z.string(),
                serviceAccount: z.string(),
                expiresAt: z.string(),
              }),
            )
            .describe('By which the pipeline deploys; no secret is told'),
      },
    },
    async handler(ctx) {
      const { environments, cluster } = ctx.input;
      const service = serviceOf(ctx.input);
      const { team } = service;
      const maker = await makerFor(people, ctx, team);
      const places = placesOf(kube.reader, { team, environments, cluster });
      await ensureTeamFolder(surroundings, maker, team, ctx.signal);
      const credentials = [];
      for (const place of places) {
        const given = await ctx.checkpoint({
          key: `rights.${place.environment}`,
          fn: () => give(surroundings, maker, service, place, ctx.signal),
        });
        ctx.logger.info(
          `${given.serviceAccount} may deploy to ${place.namespace} in ${place.cluster} until ${given.expiresAt}; the pipeline has it as the credential ${given.id}`,
        );
        credentials.push(given);
      }
      ctx.output('credentials', credentials);
    },
  });
}

async function give(
  { ci, claiming, kube, settings }: Surroundings,
  maker: Maker,
  service: Service,
  place: Place,
  signal?: AbortSignal,
) {
  await claiming.ifNew(maker, rightsOf(service, place), signal);
  const { cluster, environment, namespace } = place;
  const { kubeconfig, serviceAccount, expiresAt } = await grantDeployment(
    kube,
    { ...place, service: service.name, team: service.team },
    {
      person: maker.userEntityRef,
      address: await addressForPipelines(
        settings,
        cluster,
        await kube.address(cluster),
      ),
      tokenSeconds: settings.tokenSeconds,
      signal,
    },
  );
  const credential = credentialOf(service, environment);
  await ci.putCredential(
    {
      folder: service.team,
      id: credential,
      description: `Deploys ${service.name} to ${namespace} in ${cluster}, until ${expiresAt}`,
      content: {
        kind: 'secret-file',
        fileName: 'kubeconfig',
        content: Buffer.from(kubeconfig),
      },
    },
    signal,
  );
  return {
    environment,
    id: credential,
    cluster,
    namespace,
    serviceAccount,
    expiresAt,
  };
}
