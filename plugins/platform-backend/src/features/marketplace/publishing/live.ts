import type { LiveInput, LiveOutput } from '@pilothouse/plugin-platform-common';
import { marketplacePublishPermission } from '@pilothouse/plugin-platform-common';
import type { LiveAnswer } from '../../../live/Outlook';
import { outlookOf, wholeContextOf, type LiveMarketplace } from '../live';
import { drafts } from './drafts';
import { notForYou } from './procedures';
import type { PublishedDefinitions } from './PublishedDefinitions';

/** The live queries of publishing. */
export function publishingAnswers(
  dependencies: LiveMarketplace & {
    readonly published: Pick<PublishedDefinitions, 'list'>;
  },
): {
  readonly 'marketplace.drafts': LiveAnswer<
    LiveInput<'marketplace.drafts'>,
    LiveOutput<'marketplace.drafts'>
  >;
} {
  const { access, allows, published } = dependencies;
  return {
    'marketplace.drafts': {
      async outlookOf(credentials) {
        if (!(await allows(credentials, marketplacePublishPermission))) {
          throw notForYou();
        }
        const viewer = await access.resolveViewer(credentials);
        return outlookOf(dependencies, viewer, scope => ({
          key: scope.key,
          evaluate: (_, reads) =>
            drafts(
              wholeContextOf(dependencies, scope, reads),
              published.list(),
            ),
        }));
      },
    },
  };
}
