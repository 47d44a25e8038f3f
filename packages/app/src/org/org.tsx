import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

const groupProfile = EntityCardBlueprint.make({
  name: 'group-profile',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: async () => {
      const { GroupProfile } = await import('./GroupProfile');
      return <GroupProfile />;
    },
  },
});

const members = EntityCardBlueprint.make({
  name: 'members-list',
  params: {
    filter: { kind: 'group' },
    loader: async () => {
      const { Members } = await import('./Members');
      return <Members />;
    },
  },
});

const owned = EntityCardBlueprint.make({
  name: 'ownership',
  params: {
    filter: { kind: { $in: ['group', 'user'] } },
    loader: async () => {
      const { Owned } = await import('./Owned');
      return <Owned />;
    },
  },
});

/** In the place of the stock cards of the same names, parts of which speak only English. */
export const orgCards = createFrontendModule({
  pluginId: 'org',
  extensions: [groupProfile, members, owned],
});
