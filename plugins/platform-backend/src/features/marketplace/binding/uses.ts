import type { Binding } from '@pilothouse/plugin-platform-common';
import type {
  Container,
  PodTemplateSpec,
  Volume,
} from 'kubernetes-types/core/v1';

/** What the containers of a pod have of a Secret. */
export type Uses = Binding['uses'];

/** What the containers of a pod have of a Secret, whoever gave it to them. */
export function usesOf(
  { spec }: Pick<PodTemplateSpec, 'spec'>,
  secret: string,
): Uses {
  const volumes = new Set(
    (spec?.volumes ?? [])
      .filter(volume => secretsInVolume(volume).includes(secret))
      .map(({ name }) => name),
  );
  return containersOf({ spec }).flatMap(container => {
    const use = useOf(container, secret, volumes);
    const { variables, prefixes, files } = use;
    return variables.length + prefixes.length + files.length > 0 ? [use] : [];
  });
}

/** Names of the Secrets from which containers of a pod have something. */
export function secretsOf({
  spec,
}: Pick<PodTemplateSpec, 'spec'>): ReadonlySet<string> {
  const named = containersOf({ spec }).flatMap(({ env = [], envFrom = [] }) => [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...envFrom.map(({ secretRef }) => secretRef?.name),
  ]);
  const mounted = (spec?.volumes ?? []).flatMap(secretsInVolume);
  return new Set([...named, ...mounted].flatMap(name => name ?? []));
}

function containersOf({ spec }: Pick<PodTemplateSpec, 'spec'>): Container[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
}

function secretsInVolume({ secret, projected }: Volume): string[] {
  const sources = projected?.sources ?? [];
  return [
    secret?.secretName,
    ...sources.map(each => each.secret?.name),
  ].flatMap(name => name ?? []);
}

function useOf(
  { name, env = [], envFrom = [], volumeMounts = [] }: Container,
  secret: string,
  volumes: ReadonlySet<string>,
): Uses[number] {
  return {
    container: name,
    variables: env.flatMap(({ name: variable, valueFrom }) =>
      valueFrom?.secretKeyRef?.name === secret
        ? [{ name: variable, key: valueFrom.secretKeyRef.key }]
        : [],
    ),
    prefixes: envFrom.flatMap(({ prefix = '', secretRef }) =>
      secretRef?.name === secret ? [prefix] : [],
    ),
    files: volumeMounts
      .filter(mount => volumes.has(mount.name))
      .map(({ mountPath }) => mountPath),
  };
}

/** Names of all variables and paths of a use; all keys with a prefix as `<prefix>*`. */
export function partsOf(uses: Uses): { variables: string[]; files: string[] } {
  return {
    variables: uses.flatMap(({ variables, prefixes }) => [
      ...variables.map(({ name }) => name),
      ...prefixes.map(prefix => `${prefix}*`),
    ]),
    files: uses.flatMap(({ files }) => files),
  };
}
