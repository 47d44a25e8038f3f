import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { placesWithRights } from '../deletion/look';
import { allPlacesOf, silentFor } from '../service/places';
import { ownService } from '../service/own-service';
import { credentials } from './deploy-rights-output';
import { giveRights } from './deploy-rights';
import { example } from './example';
import { fields } from './fields';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deploy-rights:renew';

/** Gives the pipeline of a service new tokens for the rights that it has. */
export function deployRightsRenew(surroundings: Surroundings) {
  const { kube } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Gives the pipeline of a service that a template has made a new token for each namespace to which it may deploy, with your rights, as the old one ends or was taken back. The Role is brought up to date. May be repeated.',
    examples: [
      example('Renew the rights', id, {
        entityRef: 'component:default/checkout',
      }),
    ],
    schema: {
      input: { entityRef: fields.entityRef },
      output: { credentials },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { maker, service } = await ownService(
        surroundings,
        ctx,
        ctx.input.entityRef,
      );
      const clusters = kube.reader.clusters();
      const { places, unknown } = await placesWithRights(
        surroundings,
        service,
        allPlacesOf(clusters, service.team),
        maker,
        signal,
      );
      const [blind] = unknown;
      if (blind) {
        throw new ServiceUnavailableError(
          `Whether ${service.name} is deployed to ${blind.where} could not be found out: ${blind.because}. Nothing was renewed; try again when it answers`,
        );
      }
      for (const { because, cluster } of silentFor(clusters, service.team)) {
        ctx.logger.warn(
          `Nothing is known of the cluster ${cluster} (${because}): if ${service.name} is deployed there, renew its rights again later`,
        );
      }
      if (places.length === 0) {
        throw new NotFoundError(
          `The pipeline of ${service.name} may deploy to no namespace of ${service.team}: there is nothing to renew`,
        );
      }
      const given = [];
      for (const place of places) {
        given.push(await giveRights(surroundings, ctx, maker, service, place));
      }
      ctx.output('credentials', given);
    },
  });
}
