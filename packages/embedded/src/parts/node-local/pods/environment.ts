import type { V1ConfigMap, V1Secret } from '@kubernetes/client-node';
import type { Wire } from '../../../kube/wire.ts';
import { ConfigError } from './config-error.ts';
import { expandVariables } from './expand.ts';
import { fieldValue, resourceValue, type NodeFacts } from './fields.ts';
import type { Container, Pod } from './pod.ts';

export type ConfigMap = Wire<V1ConfigMap>;
export type Secret = Wire<V1Secret>;

/** Finds what a pod's namespace holds; undefined means that there is none of that name. */
export interface NamespaceReader {
  configMap(name: string): Promise<ConfigMap | undefined>;
  secret(name: string): Promise<Secret | undefined>;
}

type Variables = Record<string, string>;
type EnvVar = NonNullable<Container['env']>[number];
type EnvFrom = NonNullable<Container['envFrom']>[number];

/**
 * Environment of a container: `base`, then `envFrom`, then `env`, later ones winning, with
 * `$(NAME)` replaced in `env` values by what was set before.
 *
 * @throws ConfigError when something that is not optional is missing
 */
export async function composeEnvironment(
  pod: Pod,
  container: Container,
  base: Readonly<Variables>,
  reader: NamespaceReader,
  facts: NodeFacts,
): Promise<Variables> {
  const variables: Variables = { ...base };
  for (const source of container.envFrom ?? []) {
    Object.assign(variables, await allFrom(source, reader));
  }
  for (const entry of container.env ?? []) {
    const value = await oneValue(pod, container, entry, reader, facts);
    if (value !== undefined) {
      variables[entry.name] = entry.valueFrom
        ? value
        : expandVariables(value, variables);
    }
  }
  return variables;
}

async function allFrom(
  source: EnvFrom,
  reader: NamespaceReader,
): Promise<Variables> {
  const { configMapRef, secretRef, prefix = '' } = source;
  const data = configMapRef
    ? (await found('configmap', configMapRef, reader))?.data
    : secretRef && decoded((await found('secret', secretRef, reader))?.data);
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [prefix + key, value]),
  );
}

interface Reference {
  readonly name?: string;
  readonly optional?: boolean;
}

async function found(
  kind: 'configmap' | 'secret',
  reference: Reference,
  reader: NamespaceReader,
): Promise<{ data?: Variables } | undefined> {
  const name = reference.name ?? '';
  const object =
    kind === 'configmap'
      ? await reader.configMap(name)
      : await reader.secret(name);
  if (!object && !reference.optional) {
    throw new ConfigError(`${kind} "${name}" not found`);
  }
  return object;
}

function decoded(data: Readonly<Variables> = {}): Variables {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]),
  );
}

async function oneValue(
  pod: Pod,
  container: Container,
  entry: EnvVar,
  reader: NamespaceReader,
  facts: NodeFacts,
): Promise<string | undefined> {
  const from = entry.valueFrom;
  if (!from) {
    return entry.value ?? '';
  }
  if (from.fieldRef) {
    return fieldValue(pod, from.fieldRef.fieldPath, facts);
  }
  if (from.resourceFieldRef) {
    return resourceValue(pod, container.name, from.resourceFieldRef, facts);
  }
  if (from.configMapKeyRef) {
    const object = await found('configmap', from.configMapKeyRef, reader);
    return keyOf('ConfigMap', object?.data, from.configMapKeyRef, pod);
  }
  if (from.secretKeyRef) {
    const object = await found('secret', from.secretKeyRef, reader);
    const data = object && decoded(object.data);
    return keyOf('Secret', data, from.secretKeyRef, pod);
  }
  throw new ConfigError(
    `Variable "${entry.name}" has a source that this node does not know.`,
  );
}

function keyOf(
  kind: string,
  data: Readonly<Variables> | undefined,
  reference: Reference & { readonly key: string },
  pod: Pod,
): string | undefined {
  const value = data?.[reference.key];
  if (value === undefined && !reference.optional) {
    throw new ConfigError(
      `couldn't find key ${reference.key} in ${kind} ${pod.metadata?.namespace}/${reference.name}`,
    );
  }
  return value;
}
