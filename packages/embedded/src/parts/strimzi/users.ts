import type { Action } from '../../middleware/operator/actions.ts';
import type { Secret } from '../../middleware/operator/objects.ts';
import { userSecret } from './secrets.ts';
import { userNameOf, type Kafka, type User } from './model.ts';
import { usersOf, type KafkaObserved } from './observed.ts';
import { invalid, type Problem } from './status.ts';

/** One change of the accounts that the brokers know. */
export type UserAction =
  | {
      readonly kind: 'own-set-user';
      readonly name: string;
      readonly password: string;
    }
  | { readonly kind: 'own-remove-user'; readonly name: string };

/** What is to be done for a user, and how far it is. */
export interface UserDecision {
  readonly user: User;
  readonly actions: readonly (Action | UserAction)[];
  readonly problem?: Problem;
  /** Whether the brokers know it by its present password. */
  readonly isKnown: boolean;
  readonly isSettled: boolean;
}

/** What is to be done for a user. */
export function decideUser(user: User, observed: KafkaObserved): UserDecision {
  const { parts, resource, seen } = observed;
  const message = userProblem(user, resource);
  if (message !== undefined) {
    const problem = invalid(message);
    return { user, actions: [], problem, isKnown: false, isSettled: true };
  }
  const { name: secretName, namespace } = user.metadata ?? {};
  const secret = parts.secrets.find(
    ({ metadata }) => metadata?.name === secretName,
  );
  const password = passwordIn(secret);
  if (password === undefined) {
    const path = `/api/v1/namespaces/${namespace}/secrets`;
    const object = userSecret(resource, user);
    const make: Action = secret
      ? {
          kind: 'patch',
          path: `${path}/${secretName}`,
          body: { stringData: object.stringData },
        }
      : { kind: 'create', path, object };
    return { user, actions: [make], isKnown: false, isSettled: false };
  }
  const name = userNameOf(user);
  const isKnown = seen.users?.get(name) === password;
  return {
    user,
    actions:
      seen.users && !isKnown ? [{ kind: 'own-set-user', name, password }] : [],
    isKnown,
    isSettled: isKnown,
  };
}

function userProblem(user: User, { spec }: Kafka): string | undefined {
  const { authentication, authorization, quotas } = user.spec;
  if (!spec.entityOperator?.userOperator) {
    return 'The Kafka has no user operator; set spec.entityOperator.userOperator of it.';
  }
  if (authentication?.type !== 'scram-sha-512') {
    return 'This platform knows users by scram-sha-512; set spec.authentication.type to it.';
  }
  if (authorization) {
    return 'Authorization of users is not on in the Kafka; leave spec.authorization out.';
  }
  if (quotas) {
    return 'This platform sets no quotas of users; leave spec.quotas out.';
  }
  return undefined;
}

function passwordIn(secret: Secret | undefined): string | undefined {
  const data = secret?.data?.password;
  return data ? Buffer.from(data, 'base64').toString() : undefined;
}

/** Accounts that no KafkaUser asks for any more go. */
export function strangers(observed: KafkaObserved): UserAction[] {
  const wanted = new Set(usersOf(observed).map(userNameOf));
  return [...(observed.seen.users?.keys() ?? [])]
    .filter(name => !wanted.has(name))
    .map(name => ({ kind: 'own-remove-user', name }));
}
