import { NotFoundError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  marketplaceContract,
  valuesSchema,
  type RollbackRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { act, assertMay, type Acting } from '../acting';
import { audited } from '../audited';
import type { PersonalHistory } from '../Carrying';
import type { MarketplaceDependencies } from '../dependencies';
import { previewOf, wholeOf } from '../effect';
import type { Trial } from '../InstanceWriter';
import { refOf } from '../order-record';
import { withinLimits } from '../terms/limited';
import { termsOfOrder } from '../terms/terms';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of the marketplace contract about how instances were before. */
export function historyProcedures(dependencies: MarketplaceDependencies) {
  return {
    revisions: os.revisions.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input);
      const history = historyOf(dependencies, acting, input);
      return { revisions: [...(await history.revisions(input))] };
    }),
    rollbackPreview: os.rollbackPreview.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input.ref);
      await assertMay(dependencies, acting, 'update', input.ref);
      const { item } = acting.writing;
      const own = changeOf(input);
      const { trial, whole } = await tried(dependencies, acting, input);
      return {
        ...previewOf(own, trial, acting),
        ...termsOfOrder(item, own, whole, dependencies),
      };
    }),
    rollBack: os.rollBack.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'roll-back', ref: input.ref, revision: input.revision },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          await assertMay(dependencies, acting, 'update', input.ref);
          const history = historyOf(dependencies, acting, input.ref);
          const { item } = acting.writing;
          const own = changeOf(input);
          const { whole } = await tried(dependencies, acting, input);
          await withinLimits(dependencies, item, own, whole, () =>
            history.goBack(input),
          );
          return {};
        },
      ),
    ),
  };
}

/** What bringing an instance back would do, and what is held to limits of it. */
async function tried(
  dependencies: MarketplaceDependencies,
  acting: Acting,
  request: RollbackRequest,
) {
  const { item } = acting.writing;
  const history = historyOf(dependencies, acting, request.ref);
  const rehearsed = await history.rehearse(request);
  const { before, basis, objects, demand } = rehearsed;
  const trial: Trial = {
    ...(before && { before }),
    after: rehearsed.after ?? { ...before },
    spec: valuesSchema.safeParse(before?.spec).data ?? {},
    conflicts: [],
    several: { basis, objects, demand },
  };
  const whole = { ...wholeOf(item, trial), namesPlan: false };
  return { trial, whole };
}

/** The same as a change of which nothing is entered. */
function changeOf({ ref }: RollbackRequest) {
  return { ...refOf(ref), values: {}, changes: true };
}

/** @throws NotFoundError where nobody keeps how instances were */
function historyOf(
  { writer }: Pick<MarketplaceDependencies, 'writer'>,
  { viewer, writing }: Acting,
  ref: RollbackRequest['ref'],
): PersonalHistory {
  const history = writer.history(viewer, ref, writing);
  if (history) return history;
  throw new NotFoundError(
    `Nobody keeps how ${ref.name} was before, so that it cannot be brought back; change it`,
  );
}
