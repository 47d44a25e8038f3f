import type {
  BackstageCredentials,
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
import {
  fixedOutlook,
  type LiveAnswer,
  type Perspective,
} from '../../live/Outlook';
import { wholeSource, type Source } from '../../live/sources/Source';

/** What the capability needs of its surroundings. */
export interface HealthDependencies {
  readonly sources: readonly PlatformParts[];
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
}

type HealthPerspective = Perspective<object, PlatformHealth>;

const healthMark = 'health';

const os = implement(platformContract.health).$context<RequestContext>();

/** Procedures of the health contract. */
export function healthProcedures(dependencies: HealthDependencies) {
  return {
    parts: os.parts.handler(async ({ context: { request } }) => {
      const credentials = await dependencies.httpAuth.credentials(request);
      const perspective = await perspectiveOf(credentials, dependencies);
      return perspective.evaluate({}, new Set());
    }),
  };
}

/** The health of the platform's parts, as a source of live views. */
export function healthSource(sources: readonly PlatformParts[]): Source {
  return wholeSource(healthMark, ...sources);
}

/** The live query `health.parts`. */
export function healthAnswer(
  dependencies: Omit<HealthDependencies, 'httpAuth'>,
): LiveAnswer<object, PlatformHealth> {
  return {
    outlookOf: async credentials =>
      fixedOutlook(await perspectiveOf(credentials, dependencies)),
  };
}

/**
 * The health as far as somebody may see it.
 *
 * @throws NotAllowedError when they may not see it at all
 */
async function perspectiveOf(
  credentials: BackstageCredentials,
  { sources, permissions }: Omit<HealthDependencies, 'httpAuth'>,
): Promise<HealthPerspective> {
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
  const whole = inspect?.result === AuthorizeResult.ALLOW;
  return {
    key: whole ? 'whole' : 'members',
    evaluate: (_input, reads) => {
      reads.add(healthMark);
      const health = { sources: sources.map(source => source.snapshot()) };
      return whole ? health : forMembers(health);
    },
  };
}
