import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  bindingQueries,
  LiveInput,
  LiveOutput,
} from '@pilothouse/plugin-platform-common';
import type { VisibleCatalog } from '../../../catalog';
import type { LiveAnswer } from '../../../live/Outlook';
import { trackCatalog } from '../../../live/sources/catalog';
import {
  contextOf,
  mustMayLook,
  outlookOf,
  type LiveMarketplace,
} from '../live';
import {
  bindingsOfInstance,
  bindingsOfService,
  type BindingView,
} from './views';

/** What views of bindings are answered from. */
export interface LiveBindings extends LiveMarketplace {
  /** The catalog as somebody sees it. */
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
}

type Name = keyof typeof bindingQueries;

/** The live queries of bindings. */
export function bindingAnswers(dependencies: LiveBindings): {
  readonly [N in Name]: LiveAnswer<LiveInput<N>, LiveOutput<N>>;
} {
  return {
    'marketplace.bindings': answer(bindingsOfInstance, dependencies),
    'marketplace.service': answer(bindingsOfService, dependencies),
  };
}

function answer<I, O>(
  view: BindingView<I, O>,
  dependencies: LiveBindings,
): LiveAnswer<I, O> {
  const { access, allows, catalogOf } = dependencies;
  return {
    async outlookOf(credentials) {
      const [viewer, catalog] = await Promise.all([
        access.resolveViewer(credentials),
        catalogOf(credentials),
        mustMayLook(credentials, allows),
      ]);
      return outlookOf<I, O>(dependencies, viewer, scope => ({
        key: JSON.stringify([scope.key, catalog.key]),
        evaluate: (input, reads) =>
          view(input, {
            ...contextOf(dependencies, scope, reads),
            catalog: trackCatalog(catalog, reads),
          }),
      }));
    },
  };
}
