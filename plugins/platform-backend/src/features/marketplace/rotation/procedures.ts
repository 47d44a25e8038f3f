import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  marketplaceContract,
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
import { rotationOf } from './rotation';
import { askForNew, isMade, secretsKind } from './secret';

const os = implement(marketplaceContract).$context<RequestContext>();

/** How long somebody waits for the operator, and how often it is looked whether it is done. */
const patienceMs = 15_000;
const lookMs = 500;

/** The procedure of the marketplace contract that has an operator make new credentials. */
export function rotationProcedures(dependencies: MarketplaceDependencies) {
  const { clusters, rights } = dependencies;
  return {
    rotate: os.rotate.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'rotate', ref: input.ref, secret: input.secret },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          const rotation = rotationFor(acting, input);
          const right = rightTo('rotate', { kind: secretsKind }, input.secret);
          await rights.assertMay(acting, right, input.ref);
          const { cluster } = input.ref;
          const client = new PersonalClient(clusters, cluster, acting.viewer);
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
 * How new credentials come into a Secret.
 *
 * @throws NotFoundError for an instance that there is not
 * @throws InputError where its operator makes none by itself
 * @throws ConflictError where another Secret of the name is there
 */
function rotationFor({ context }: Acting, { ref, secret, uid }: RotationOrder) {
  const { item, site } = siteOf(ref, context);
  const object = instanceAt(item, site.custom, ref);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  const found = item.credentialsOf(object).find(each => each.secret === secret);
  const held = site.cluster.get('secrets', {
    namespace: ref.namespace,
    name: secret,
  });
  const rotation = found && rotationOf(found, object, held);
  if (!rotation) {
    throw new InputError(
      `The operator of ${item.title} makes no new credentials for the Secret ${secret} by itself: change them as its documentation says`,
    );
  }
  if (held?.metadata?.uid !== uid) {
    throw new ConflictError(
      `The Secret ${secret} is another one by now; look at it again`,
    );
  }
  return rotation;
}
