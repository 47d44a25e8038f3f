import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type ContentRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { act } from '../acting';
import { audited } from '../audited';
import type { MarketplaceDependencies } from '../dependencies';
import { effectOf } from '../effect';
import { rightTo } from '../rights';
import { contentRemoval, contentWriting } from './writing';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of the marketplace contract about what instances hold. */
export function contentProcedures(dependencies: MarketplaceDependencies) {
  const { rights, writer } = dependencies;
  return {
    contentPreview: os.contentPreview.handler(async ({ input, context }) => {
      const { acting, request, writing } = await actOnContent(
        dependencies,
        context,
        input,
      );
      const trial = await writer.try(acting.viewer, request, writing);
      return { ...effectOf(request, trial, writing.item), quota: [] };
    }),
    makeContent: os.makeContent.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        {
          action: actionOf(input),
          ref: input.ref,
          name: input.name,
        },
        async () => {
          const { acting, request, writing } = await actOnContent(
            dependencies,
            context,
            input,
          );
          const { precondition, takeOver } = input;
          const order = { ...request, precondition, takeOver };
          await writer.make(acting.viewer, order, writing);
          return {};
        },
      ),
    ),
    removeContent: os.removeContent.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'remove-content', ref: input.ref, name: input.name },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          const { ref, writing } = contentRemoval(input, acting.context);
          const right = rightTo('remove-content', writing.item, input.name);
          await rights.assertMay(acting, right, input.ref);
          const { uid } = input;
          await writer.remove(acting.viewer, { ref, uid }, writing);
          return {};
        },
      ),
    ),
  };
}

function actionOf({ changes }: Pick<ContentRequest, 'changes'>) {
  return changes ? 'change-content' : 'add-content';
}

/** Who makes or changes what an instance holds, and what has to be written for it. */
async function actOnContent(
  dependencies: MarketplaceDependencies,
  context: RequestContext,
  wanted: ContentRequest,
) {
  const acting = await act(dependencies, context, wanted.ref);
  const { request, writing } = contentWriting(wanted, acting.context);
  const right = rightTo(
    actionOf(wanted),
    writing.item,
    wanted.changes ? wanted.name : undefined,
  );
  await dependencies.rights.assertMay(acting, right, wanted.ref);
  return { acting, request, writing };
}
