import { ConflictError, NotFoundError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { act, assertMay, type Acting } from '../acting';
import { audited } from '../audited';
import { noSuchInstance } from '../deletion';
import type { MarketplaceDependencies } from '../dependencies';
import { objectOf } from '../grace/planning';
import { rightTo } from '../rights';

const os = implement(marketplaceContract).$context<RequestContext>();

/** The procedure of the marketplace contract that takes over what was made by hand. */
export function adoptionProcedures(
  dependencies: Pick<
    MarketplaceDependencies,
    | 'allows'
    | 'auditor'
    | 'contextOf'
    | 'httpAuth'
    | 'items'
    | 'logger'
    | 'needs'
    | 'rights'
    | 'writer'
  >,
) {
  return {
    adopt: os.adopt.handler(({ input: { ref, uid }, context }) =>
      audited(
        dependencies,
        context,
        { action: 'adopt', ref, uid },
        async () => {
          const acting = await act(dependencies, context, ref, {
            isByHand: true,
          });
          // Whoever could have ordered it can have it looked after.
          await assertMay(dependencies, acting, 'order', ref);
          assertByHand(acting, ref, uid);
          const { viewer, writing } = acting;
          await dependencies.writer.adopt(viewer, ref, writing);
          return {};
        },
      ),
    ),
  };
}

/** What somebody may do to what was made by hand: take it over, and nothing else before. */
export async function abilitiesByHand(
  { rights }: Pick<MarketplaceDependencies, 'rights'>,
  acting: Acting,
  ref: InstanceRef,
) {
  const later = {
    allowed: false,
    because: { kind: 'made-by-hand' },
  } as const;
  const right = rightTo('order', acting.writing.item, ref.name);
  return {
    update: later,
    delete: later,
    adopt: await rights.ability(acting, right, ref),
  };
}

/**
 * @throws NotFoundError for what there is not
 * @throws ConflictError for what was not made by hand, or is another one than was looked at
 */
function assertByHand(
  { context, writing: { item } }: Acting,
  ref: InstanceRef,
  uid: string,
): void {
  const object = objectOf(ref, context);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  if (item.isByHand?.(object) && object.metadata?.uid === uid) return;
  throw new ConflictError(
    `${ref.name} was taken over or replaced since you looked; look again`,
  );
}
