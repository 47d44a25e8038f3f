import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type DeletionOrder,
  type GrantRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import type { Rights } from '../../../rights';
import { act, type Acting } from '../acting';
import { audited } from '../audited';
import { removeContents, unlessMissing } from '../contents/removing';
import type { InstanceWriter } from '../InstanceWriter';
import type { MarketplaceDependencies } from '../dependencies';
import { actOnOwn, tryOwn } from '../own-objects';
import { rightTo } from '../rights';
import { grantFormOf, grantWriting, revocationWriting } from './writing';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of the marketplace contract that ask for credentials, and give them back. */
export function grantProcedures(dependencies: MarketplaceDependencies) {
  const { writer } = dependencies;
  return {
    grantForm: os.grantForm.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input);
      return grantFormOf(input, acting.context);
    }),
    grantPreview: os.grantPreview.handler(async ({ input, context }) =>
      tryOwn(dependencies, await actOnGrant(dependencies, context, input)),
    ),
    grant: os.grant.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        {
          action: 'grant',
          ref: input.ref,
          name: input.name,
          parameters: Object.keys(input.parameters ?? {}).sort(),
        },
        async () => {
          const { acting, request, writing } = await actOnGrant(
            dependencies,
            context,
            input,
          );
          await writer.make(acting.viewer, request, writing);
          return {};
        },
      ),
    ),
    revoke: os.revoke.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'revoke', ref: input.ref, name: input.name },
        async () => {
          const { uid, name } = input;
          const { acting, ref, writing } = await actOnOwn(
            dependencies,
            context,
            input.ref,
            {
              action: 'revoke',
              name,
              written: looked => revocationWriting(input.ref, name, looked),
            },
          );
          await writer.remove(acting.viewer, { ref, uid }, writing);
          return {};
        },
      ),
    ),
  };
}

/** Who asks for credentials, and what has to be written for it. */
function actOnGrant(
  dependencies: MarketplaceDependencies,
  context: RequestContext,
  wanted: GrantRequest,
) {
  return actOnOwn(dependencies, context, wanted.ref, {
    action: 'grant',
    written: looked => grantWriting(wanted, looked),
  });
}

/** What deleting takes. */
interface Removing {
  readonly rights: Pick<Rights, 'assertCan'>;
  readonly writer: Pick<InstanceWriter, 'look' | 'remove'>;
}

/**
 * Deletes an instance at once, what it holds and is wanted to go before, and what has to go by
 * the plan that was looked at: until that is gone the instance waits, and nobody else would
 * delete it.
 */
export async function removeWithGrants(
  { rights, writer }: Removing,
  acting: Acting,
  order: DeletionOrder,
): Promise<void> {
  const { ref, uid, first = [] } = order;
  const before = first.map(each => ({
    ...revocationWriting(ref, each.name, acting.context),
    uid: each.uid,
  }));
  for (const { ref: granted, writing } of before) {
    const right = rightTo('delete', writing.item, granted.name);
    // Once the instance is going, a refusal would leave it so for good.
    await rights.assertCan(acting, right, ref);
  }
  await removeContents({ rights, writer }, acting, order);
  await writer.remove(acting.viewer, { ref, uid }, acting.writing);
  for (const { writing, ...granted } of before) {
    await writer.remove(acting.viewer, granted, writing).catch(unlessMissing);
  }
}
