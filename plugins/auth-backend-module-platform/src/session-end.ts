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

/**
 * What the user center said to a renewal, or that it said nothing. Of its refusals only one
 * is about the session (RFC 6749, section 5.2): the others are about the portal or a proxy,
 * and an operator can put them right.
 */
export function ofUserCenter(error: unknown): unknown {
  return isError(error) && error.error === 'invalid_grant'
    ? new AuthenticationError('The user center has ended the session', error)
    : new UserCenterAwayError(
        'The user center does not renew the session; it goes on once it does',
        error,
      );
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
