import { CustomErrorBase } from '@backstage/errors';

/** The user center does not answer, so that nobody can tell whether a session goes on. */
export class UserCenterAwayError extends CustomErrorBase {
  name = 'UserCenterAwayError' as const;
  readonly statusCode = 503;
}
