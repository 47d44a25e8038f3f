import { createHash } from 'node:crypto';
import type {
  AuthService,
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import type {
  AuthorizePermissionRequest,
  AuthorizePermissionResponse,
  PolicyDecision,
  QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import { actionExecutePermission } from '@backstage/plugin-scaffolder-common/alpha';
import { decodeJwt } from 'jose';
import type { KeptDecisions } from './KeptDecisions';

interface Needs {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly kept: () => Promise<KeptDecisions>;
  readonly now?: () => number;
}

/**
 * Permissions as the scaffolder asks for them. It asks which actions a run may take each time
 * that it begins with it, also after a restart of the portal, with the token of whoever
 * created it. When that has expired, what was decided for the same token before holds.
 */
export class RunPermissions implements PermissionsService {
  constructor(private readonly needs: Needs) {}

  /** @throws what the permission backend says of who asks */
  authorize(
    requests: AuthorizePermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<AuthorizePermissionResponse[]> {
    return this.needs.permissions.authorize(requests, options);
  }

  /** @throws what the permission backend says of who asks, as of a token that has expired when nothing was decided for it before */
  async authorizeConditional(
    requests: QueryPermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<PolicyDecision[]> {
    const { permissions, kept, now = Date.now } = this.needs;
    const session = isOfRun(requests) && (await this.#sessionOf(options));
    if (!session) return permissions.authorizeConditional(requests, options);
    const { digest, expiresAt } = session;
    const before = expiresAt <= now() && (await (await kept()).find(digest));
    if (before) return before;
    const decisions = await permissions.authorizeConditional(requests, options);
    await (await kept()).keep(digest, decisions);
    return decisions;
  }

  /** The session that a user's credentials are of; undefined for others. */
  async #sessionOf(options: PermissionsServiceRequestOptions) {
    const { auth } = this.needs;
    if (!('credentials' in options)) return undefined;
    const { credentials } = options;
    if (!credentials || !auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'permission',
    });
    const { obo, exp } = decodeJwt<{ readonly obo?: string }>(token);
    if (obo === undefined || exp === undefined) return undefined;
    return {
      digest: createHash('sha256').update(obo).digest('base64url'),
      expiresAt: exp * 1_000,
    };
  }
}

function isOfRun(requests: readonly QueryPermissionRequest[]): boolean {
  return (
    requests.length === 1 &&
    requests[0].permission.name === actionExecutePermission.name
  );
}
