import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { implement } from '@orpc/server';
import {
  forMembers,
  platformContract,
  platformHealthInspectPermission,
  platformHealthReadPermission,
  type PlatformHealth,
} from '@pilothouse/plugin-platform-common';
import type { PlatformParts } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import { latest } from '../../http/streams';

/** What the capability needs of its surroundings. */
export interface HealthDependencies {
  readonly sources: readonly PlatformParts[];
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
}

const os = implement(platformContract.health).$context<RequestContext>();

/** Procedures of the health contract. */
export function healthProcedures(dependencies: HealthDependencies) {
  const { sources } = dependencies;

  const subscribeAll = (changed: () => void) => {
    const leave = sources.map(source => source.subscribe(changed));
    return () => leave.forEach(unsubscribe => unsubscribe());
  };

  return {
    parts: os.parts.handler(async ({ context }) =>
      (await viewFor(context, dependencies))(),
    ),
    // Not a generator itself: who may not look is told so before the stream begins.
    live: os.live.handler(async ({ context }) =>
      latest(
        await viewFor(context, dependencies),
        subscribeAll,
        context.signal,
      ),
    ),
  };
}

/**
 * Reads the health as far as the caller may see it.
 *
 * @throws NotAllowedError when the caller may not see it at all
 */
async function viewFor(
  { request }: RequestContext,
  { sources, httpAuth, permissions }: HealthDependencies,
): Promise<() => PlatformHealth> {
  const credentials = await httpAuth.credentials(request);
  const [read, inspect] = await permissions.authorize(
    [
      { permission: platformHealthReadPermission },
      { permission: platformHealthInspectPermission },
    ],
    { credentials },
  );
  if (read?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      'Only members of a team may see the health of the platform; ask to be added to one',
    );
  }
  const whole = () => ({ sources: sources.map(source => source.snapshot()) });
  return inspect?.result === AuthorizeResult.ALLOW
    ? whole
    : () => forMembers(whole());
}
