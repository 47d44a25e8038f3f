import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { jobAnnotation } from '@pilothouse/plugin-platform-common';

const component = { kind: 'component' };
const ofBuiltType = { 'spec.type': { $in: ['service', 'website'] } };
const withJob = {
  [`metadata.annotations.${jobAnnotation}`]: { $exists: true },
};

/** Components that are built, or ought to be: the tab of the latter says how. */
const isBuilt = { $all: [component, { $any: [ofBuiltType, withJob] }] };

const tab = EntityContentBlueprint.make({
  params: {
    path: '/pipelines',
    title: 'Pipelines',
    filter: isBuilt,
    loader: async () => {
      const { PipelinesTab } = await import('./tab/PipelinesTab');
      return <PipelinesTab />;
    },
  },
});

const teamCard = EntityCardBlueprint.make({
  name: 'team',
  params: {
    type: 'content',
    filter: { kind: 'group' },
    loader: async () => {
      const { TeamCard } = await import('./team/TeamCard');
      return <TeamCard />;
    },
  },
});

/**
 * Pipelines: the tab of a service, at `/pipelines` below it, and a card with the runs of
 * all services of a team.
 */
export const pipelinesPlugin = createFrontendPlugin({
  pluginId: 'pipelines',
  title: 'Pipelines',
  extensions: [tab, teamCard],
});
