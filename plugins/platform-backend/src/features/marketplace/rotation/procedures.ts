import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type InstanceRef,
  type RotationOrder,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { pause } from '../../../kube/connect/pause';
import { PersonalClient } from '../../../kube/write';
import { act, type Acting } from '../acting';
import { audited } from '../audited';
import { noSuchInstance } from '../deletion';
import type { MarketplaceDependencies } from '../dependencies';
import { siteOf } from '../instance';
import { rightTo } from '../rights';
import { instanceAt } from '../view';
import { renewablesOf, rotationStateOf } from './rotation';
import { askForNew, isMade, lookAt, secretsKind, statesOf } from './secret';

const os = implement(marketplaceContract).$context<RequestContext>();

/** How long somebody waits for the operator, and how often it is looked whether it is done. */
const patienceMs = 15_000;
const lookMs = 500;

/**
 * Procedures of the marketplace contract by which an operator makes new credentials. What is
 * known of Secrets is asked as the person, so that the portal needs no right to any.
 */
export function rotationProcedures(dependencies: MarketplaceDependencies) {
  const { clusters, rights } = dependencies;
  return {
    rotations: os.rotations.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input);
      const { all } = renewables(acting, input);
      const right = rightTo('rotate', { kind: secretsKind });
      const ability = await rights.ability(acting, right, input);
      if (!ability.allowed) return { ability, secrets: [] };
      const client = new PersonalClient(clusters, input.cluster, acting.viewer);
      const secrets = await statesOf(client, input.namespace, all);
      return { ability, secrets };
    }),
    rotate: os.rotate.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'rotate', ref: input.ref, secret: input.secret },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          const right = rightTo('rotate', { kind: secretsKind }, input.secret);
          await rights.assertMay(acting, right, input.ref);
          const { cluster } = input.ref;
          const client = new PersonalClient(clusters, cluster, acting.viewer);
          const rotation = await rotationFor(client, acting, input);
          const asked = await askForNew(client, input, rotation);
          const deadline = Date.now() + patienceMs;
          while (Date.now() < deadline && !context.signal.aborted) {
            if (await isMade(client, input, asked)) return { made: true };
            await pause(lookMs, context.signal);
          }
          return { made: false };
        },
      ),
    ),
  };
}

/**
 * The Secrets of an instance in which its operator makes new credentials when asked.
 *
 * @throws NotFoundError for an instance that there is not
 */
function renewables({ context }: Acting, ref: InstanceRef) {
  const { item, site } = siteOf(ref, context);
  const object = instanceAt(item, site.custom, ref);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  return { item, all: renewablesOf(item, object, site.custom) };
}

/**
 * How new credentials come into a Secret.
 *
 * @throws NotFoundError for an instance that there is not
 * @throws InputError where its operator makes none by itself
 * @throws ConflictError where the Secret is not there, or another one of the name
 */
async function rotationFor(
  client: PersonalClient,
  acting: Acting,
  { ref, secret, uid }: RotationOrder,
) {
  const { item, all } = renewables(acting, ref);
  const found = all.find(each => each.secret === secret);
  const state =
    found &&
    rotationStateOf(found, await lookAt(client, ref.namespace, secret));
  if (!found || state?.kind === 'foreign') {
    throw new InputError(
      `The operator of ${item.title} makes no new credentials for the Secret ${secret} by itself: change them as its documentation says`,
    );
  }
  if (state?.kind !== 'ready' || state.uid !== uid) {
    throw new ConflictError(
      `The Secret ${secret} is gone or another one by now; look at it again`,
    );
  }
  return found.rotation;
}
