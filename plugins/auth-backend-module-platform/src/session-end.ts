import {
  AuthenticationError,
  InputError,
  isError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { AuthProviderFactory } from '@backstage/plugin-auth-node';
import { UserCenterAwayError } from './UserCenterAwayError';

const ends = [AuthenticationError, InputError, NotAllowedError].map(
  ({ name }) => name,
);

/**
 * The stock handlers say of every session that cannot be renewed that it has ended (401).
 * These say so only when it has: the user center refuses, or there is no session. When the
 * user center or the portal cannot tell at the moment they answer 503.
 */
export function tellingWhatEnds(
  factory: AuthProviderFactory,
): AuthProviderFactory {
  return options => {
    const stock = factory(options);
    return {
      start: (req, res) => stock.start(req, res),
      frameHandler: (req, res) => stock.frameHandler(req, res),
      logout: async (req, res) => stock.logout?.(req, res),
      async refresh(req, res) {
        try {
          await stock.refresh?.(req, res);
        } catch (error) {
          throw honest(error);
        }
      },
    };
  };
}

/** What the user center said to a renewal, or that it said nothing. */
export function ofUserCenter(error: unknown): unknown {
  return refusedIt(error)
    ? new AuthenticationError('The user center has ended the session', error)
    : new UserCenterAwayError(
        'The user center does not answer; the session goes on once it does',
        error,
      );
}

function refusedIt(error: unknown): boolean {
  const { response } = isError(error) ? error : { response: undefined };
  if (typeof response !== 'object' || response === null) return false;
  const status = 'statusCode' in response ? Number(response.statusCode) : 0;
  return status >= 400 && status < 500 && status !== 429;
}

function honest(error: unknown): unknown {
  const { cause } = isError(error) ? error : { cause: undefined };
  if (!isError(cause) || ends.includes(cause.name)) return error;
  if (cause.name === 'UserCenterAwayError') return cause;
  return new ServiceUnavailableError(
    'The portal cannot renew sessions at the moment; the session goes on once it can',
    cause,
  );
}
