import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  deploymentsReadPermission,
  type bindingQueries,
  type LiveInput,
  type LiveOutput,
  type marketplaceQueries,
  type publishingQueries,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomReader,
  type KubeReader,
} from '@pilothouse/plugin-platform-node';
import {
  visibleKube,
  type Access,
  type Scope,
  type Viewer,
} from '../../kube/access';
import { visibleCustom, type CustomKube } from '../../kube/custom';
import type { LiveAnswer, Outlook, Perspective } from '../../live/Outlook';
import { ScopedOutlook } from '../../live/ScopedOutlook';
import { trackCustom } from '../../live/sources/custom';
import { trackKube } from '../../live/sources/kube';
import type { Reads } from '../../live/sources/Source';
import type { Allows } from '../../permissions';
import { composedReader } from './composed';
import { marketplaceInstance } from './instance';
import { marketplace } from './list';
import { itemsMark, type Items } from './Items';
import { looking } from './looking';
import type { Needs } from './Needs';
import { isKnownAt } from './offering';
import { sitesOf, type MarketplaceContext, type MarketplaceView } from './view';

/** What views of the marketplace are answered from. */
export interface LiveMarketplace {
  readonly access: Access;
  readonly allows: Allows;
  readonly custom: CustomKube;
  readonly items: Items;
  readonly kube: KubeReader;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
}

type Name = Exclude<
  keyof typeof marketplaceQueries,
  keyof typeof bindingQueries | keyof typeof publishingQueries
>;

/** Whoever looks first is kept waiting so long for kinds that nobody looked at before. */
const firstLookMs = 1_500;

/** The live queries of the capability. */
export function marketplaceAnswers(dependencies: LiveMarketplace): {
  readonly [N in Name]: LiveAnswer<LiveInput<N>, LiveOutput<N>>;
} {
  return {
    'marketplace.list': answer(marketplace, dependencies),
    'marketplace.instance': answer(marketplaceInstance, dependencies),
  };
}

/** What somebody sees who has this scope, of the items those that exist for them now. */
export function contextOf(
  dependencies: Pick<LiveMarketplace, 'custom' | 'items' | 'kube'>,
  scope: Scope,
  reads?: Reads,
): MarketplaceContext {
  const context = wholeContextOf(dependencies, scope, reads);
  const sites = sitesOf(context);
  return {
    ...context,
    items: context.items.filter(item => isKnownAt(item, sites)),
  };
}

/** What somebody sees who has this scope, and all items, whomever they are offered to. */
export function wholeContextOf(
  { custom, items, kube }: Pick<LiveMarketplace, 'custom' | 'items' | 'kube'>,
  scope: Scope,
  reads?: Reads,
): MarketplaceContext {
  const shared = new Set(items.shared.map(customKindName));
  // What is left out is decided first, so that only what is seen counts as read.
  const visible = visibleKube(reads ? trackKube(kube, reads) : kube, scope);
  const known = new Map<string, CustomReader>();
  const readerOf = (cluster: string): CustomReader | undefined => {
    const before = known.get(cluster);
    if (before) return before;
    const reader = custom.cluster(cluster);
    const tracked = reader && reads ? trackCustom(reader, reads) : reader;
    if (!tracked) return undefined;
    const composed = composedReader(
      visibleCustom(tracked, scope, shared),
      visible.cluster(cluster),
      items.compositions,
    );
    known.set(cluster, composed);
    return composed;
  };
  reads?.add(itemsMark);
  return {
    items: items.current(
      visible.clusters().flatMap(({ name }) => readerOf(name) ?? []),
    ),
    kinds: items.found,
    kube: visible,
    custom: readerOf,
  };
}

/** @throws NotAllowedError for whom may see nothing that runs */
export async function mustMayLook(
  credentials: BackstageCredentials,
  allows: Allows,
): Promise<void> {
  if (!(await allows(credentials, deploymentsReadPermission))) {
    throw new NotAllowedError(
      'Only members of a team may see what can be ordered; ask to be added to one',
    );
  }
}

function answer<I, O>(
  view: MarketplaceView<I, O>,
  dependencies: LiveMarketplace,
): LiveAnswer<I, O> {
  const { access, allows } = dependencies;
  return {
    async outlookOf(credentials) {
      const [viewer] = await Promise.all([
        access.resolveViewer(credentials),
        mustMayLook(credentials, allows),
      ]);
      return outlookOf<I, O>(dependencies, viewer, scope => ({
        key: scope.key,
        evaluate: (input, reads) =>
          view(input, contextOf(dependencies, scope, reads)),
      }));
    },
  };
}

/** What somebody sees, for which kinds are watched as long as they look. */
export function outlookOf<I, O>(
  { access, needs }: Pick<LiveMarketplace, 'access' | 'needs'>,
  viewer: Viewer,
  perspectiveOf: (scope: Scope) => Perspective<I, O>,
): Promise<Outlook<I, O>> {
  return looking(
    { needs },
    async () =>
      lookingOutlook(
        await ScopedOutlook.of({ access, viewer, perspectiveOf }),
        needs,
      ),
    { waitMs: firstLookMs },
  );
}

/** The same outlook, for which kinds are watched as long as somebody looks. */
function lookingOutlook<I, O>(
  outlook: Outlook<I, O>,
  needs: Pick<Needs, 'look'>,
): Outlook<I, O> {
  return {
    perspective: () => outlook.perspective(),
    subscribe(listener) {
      const end = needs.look();
      const leave = outlook.subscribe(listener);
      return () => {
        leave();
        end();
      };
    },
  };
}
