import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';
import type { Neighborhood } from './Neighborhood';

const plurals = {
  ConfigMap: 'configmaps',
  Secret: 'secrets',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  ServiceAccount: 'serviceaccounts',
} as const;

/** An object that a pod needs before it can run. */
export interface Reference {
  readonly object: keyof typeof plurals;
  readonly name: string;
}

type Named = { readonly name?: string; readonly optional?: boolean };

function to(object: Reference['object'], named?: Named): readonly Reference[] {
  return named?.name && !named.optional ? [{ object, name: named.name }] : [];
}

/** What a pod names, for the kinds that are known. */
export interface References {
  /** Does not exist; a ServiceAccount is not among them, as not every pod mounts its token. */
  readonly missing: readonly Reference[];
  /** Exists. */
  readonly found: readonly Reference[];
}

/** Sorts what a pod names by whether it exists. */
export function referencesOf(spec: PodSpec, around: Neighborhood): References {
  const account = to('ServiceAccount', {
    name: spec.serviceAccountName ?? 'default',
  });
  const named = namedIn(spec);
  const has = ({ object, name }: Reference) =>
    around.has(plurals[object], name);
  return {
    missing: named.filter(reference => has(reference) === false),
    found: [...named, ...account].filter(has),
  };
}

function namedIn(spec: PodSpec): readonly Reference[] {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return [
    ...containers.flatMap(inContainer),
    ...(spec.volumes ?? []).flatMap(inVolume),
  ];
}

function inContainer({ env = [], envFrom = [] }: Container) {
  return [
    ...env.flatMap(({ valueFrom }) => [
      ...to('ConfigMap', valueFrom?.configMapKeyRef),
      ...to('Secret', valueFrom?.secretKeyRef),
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...to('ConfigMap', configMapRef),
      ...to('Secret', secretRef),
    ]),
  ];
}

function inVolume(volume: Volume): readonly Reference[] {
  const { secret, configMap, persistentVolumeClaim, projected } = volume;
  return [
    ...to('ConfigMap', configMap),
    ...to('Secret', { ...secret, name: secret?.secretName }),
    ...to('PersistentVolumeClaim', { name: persistentVolumeClaim?.claimName }),
    ...(projected?.sources ?? []).flatMap(source => [
      ...to('ConfigMap', source.configMap),
      ...to('Secret', source.secret),
    ]),
  ];
}
