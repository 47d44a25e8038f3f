import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { implement } from '@orpc/server';
import { platformContract } from '@pilothouse/plugin-platform-common';
import type { CatalogReader } from '../../catalog/CatalogReader';
import type { RequestContext } from '../../http/contract-router';
import { teamsOf } from './teams';

const os = implement(platformContract.people).$context<RequestContext>();

/** Procedures of the people contract: everybody may ask about themselves. */
export function peopleProcedures(dependencies: {
  httpAuth: HttpAuthService;
  /** The whole catalog: people without a team see nothing of it, not even themselves. */
  catalog: CatalogReader;
}) {
  const { catalog, httpAuth } = dependencies;
  return {
    teams: os.teams.handler(async ({ context: { request } }) => {
      const { principal } = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      return teamsOf(principal.userEntityRef, catalog);
    }),
  };
}
