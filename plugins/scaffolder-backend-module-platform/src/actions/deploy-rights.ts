import type { LoggerService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { shortenedTo } from '../rights/expiry';
import { grantDeployment, noteExpiry } from '../rights/grant';
import { placesOf, type Place } from '../service/places';
import {
  credentialOf,
  rightsOf,
  serviceOf,
  type Service,
} from '../service/service';
import { addressForPipelines } from '../settings';
import type { Maker } from '../things/Handlers';
import { credentials as given } from './deploy-rights-output';
import { example } from './example';
import { fields } from './fields';
import { ensureTeamFolder } from './folder';
import { makerFor } from './maker';
import type { Trying } from './patiently';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deploy-rights:ensure';

/** What is told while rights are given. */
interface Telling extends Trying {
  readonly logger: Pick<LoggerService, 'info' | 'warn'>;
}

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
        credentials: given,
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
        const made = await ctx.checkpoint({
          key: `rights.${place.environment}`,
          fn: async () => {
            const { claiming } = surroundings;
            await claiming.ifNew(maker, rightsOf(service, place), ctx.signal);
            return giveRights(surroundings, ctx, maker, service, place);
          },
        });
        credentials.push(made);
      }
      ctx.output('credentials', credentials);
    },
  });
}

/**
 * Gives the pipeline of a service the right to deploy it to one place, with a new token.
 *
 * @throws what the cluster or the CI server answers
 */
export async function giveRights(
  surroundings: Surroundings,
  ctx: Telling,
  maker: Maker,
  service: Service,
  place: Place,
) {
  const { ci, kube, settings } = surroundings;
  const { signal } = ctx;
  const { cluster, environment, namespace } = place;
  const at = { ...place, service: service.name, team: service.team };
  const person = maker.userEntityRef;
  const { kubeconfig, serviceAccount, expiresAt } = await grantDeployment(
    kube,
    at,
    {
      person,
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
  await noteExpiry(kube, at, { person, expiresAt, signal });
  ctx.logger.info(
    `${serviceAccount} may deploy to ${namespace} in ${cluster} until ${expiresAt}; the pipeline has it as the credential ${credential}`,
  );
  const short = shortenedTo(settings.tokenSeconds, expiresAt, new Date());
  if (short !== undefined) {
    ctx.logger.warn(
      `The cluster ${cluster} lets this right last for ${short} hours only, and every deployment fails after that until it is renewed, by “Renew deploy rights…” in the menu of the service: ask the platform engineers to let tokens last longer (--service-account-max-token-expiration of the API server)`,
    );
  }
  return {
    ...{ environment, id: credential, cluster, namespace },
    ...{ serviceAccount, expiresAt },
  };
}
