import { randomBytes } from 'node:crypto';
import {
  ownedByReference,
  type Secret,
} from '../../middleware/operator/objects.ts';
import { resources, userNameOf, type Kafka, type User } from './model.ts';
import { labelsOf, metadataOf, nameOf, nodeSecretName } from './names.ts';

const PASSWORD_BYTES = 24;

/** The Secret by which nodes know each other, with a password that nobody has seen. */
export function nodeSecret(kafka: Kafka): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(kafka, nodeSecretName(kafka)),
    type: 'Opaque',
    stringData: { password: newPassword() },
  };
}

function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/** The Secret of a user, with a password that nobody has seen. */
export function userSecret(kafka: Kafka, user: User): Secret {
  const password = newPassword();
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: nameOf(user),
      namespace: user.metadata?.namespace,
      labels: {
        ...labelsOf(kafka),
        'app.kubernetes.io/name': 'strimzi-user-operator',
        'app.kubernetes.io/managed-by': 'strimzi-user-operator',
        'strimzi.io/kind': 'KafkaUser',
      },
      ownerReferences: [ownedByReference(resources.users, user)],
    },
    type: 'Opaque',
    stringData: {
      password,
      'sasl.jaas.config': jaasOf(userNameOf(user), password),
    },
  };
}

/** How a Java client is told of a user. */
export function jaasOf(name: string, password: string): string {
  return `org.apache.kafka.common.security.scram.ScramLoginModule required username="${name}" password="${password}";`;
}
