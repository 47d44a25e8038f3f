import { oc } from '@orpc/contract';
import { teamsSchema } from './teams';

/** What people are told of themselves, whether or not they belong to a team. */
export const peopleContract = {
  /** `GET /api/platform/people/me/teams`: what is known now. */
  teams: oc
    .route({
      method: 'GET',
      path: '/people/me/teams',
      tags: ['people'],
      summary: 'Which teams the person who asks is in, as far as it is known',
    })
    .output(teamsSchema),
};
