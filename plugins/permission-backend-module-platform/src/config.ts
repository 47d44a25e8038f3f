import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';

/** What the policy is told by configuration. */
export interface PolicyConfig {
  /** Full references of the groups whose members are platform engineers. */
  readonly engineerGroups: readonly string[];
  /** Permissions that nobody has, whoever asks, by name. */
  readonly closed: ReadonlySet<string>;
}

const key = 'pilothouse.platformEngineers.groups';

/**
 * Reads the groups of the platform engineers; a bare name means a group in the default
 * namespace. Nobody is an engineer when there are none. With a kubeconfig the Kubernetes
 * proxy is closed unless it is opened on purpose: it would act with the rights of the
 * kubeconfig's user.
 *
 * @throws InputError when an entry is not a reference to a group.
 */
export function readPolicyConfig(config: Config): PolicyConfig {
  const groups = config.getOptionalStringArray(key) ?? [];
  const lendsKubeconfig =
    config.has('pilothouse.kubeconfig.file') &&
    !config.getOptionalBoolean('pilothouse.kubeconfig.allowProxy');
  return {
    engineerGroups: groups.map(toGroupRef),
    closed: new Set(lendsKubeconfig ? [kubernetesProxyPermission.name] : []),
  };
}

function toGroupRef(value: string): string {
  let kind: string;
  let ref: string;
  try {
    const parsed = parseEntityRef(value, { defaultKind: 'group' });
    kind = parsed.kind.toLowerCase();
    ref = stringifyEntityRef(parsed);
  } catch (error) {
    throw new InputError(
      `${key}: ${JSON.stringify(value)} is not a group`,
      error,
    );
  }
  if (kind !== 'group') {
    throw new InputError(`${key}: ${value} is a ${kind}; name a group instead`);
  }
  return ref;
}
