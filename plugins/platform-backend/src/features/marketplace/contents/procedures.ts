import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type ContentRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { audited } from '../audited';
import type { MarketplaceDependencies } from '../dependencies';
import { actOnOwn, tryOwn } from '../own-objects';
import { contentRemoval, contentWriting } from './writing';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of the marketplace contract about what instances hold. */
export function contentProcedures(dependencies: MarketplaceDependencies) {
  const { writer } = dependencies;
  return {
    contentPreview: os.contentPreview.handler(async ({ input, context }) =>
      tryOwn(dependencies, await actOnContent(dependencies, context, input)),
    ),
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
          const { uid, name } = input;
          const { acting, ref, writing } = await actOnOwn(
            dependencies,
            context,
            input.ref,
            {
              action: 'remove-content',
              name,
              written: looked => contentRemoval(input, looked),
            },
          );
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
function actOnContent(
  dependencies: MarketplaceDependencies,
  context: RequestContext,
  wanted: ContentRequest,
) {
  return actOnOwn(dependencies, context, wanted.ref, {
    action: actionOf(wanted),
    name: wanted.changes ? wanted.name : undefined,
    written: looked => contentWriting(wanted, looked),
  });
}
