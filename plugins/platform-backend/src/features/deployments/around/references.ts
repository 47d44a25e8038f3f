import type { Container, Pod, Volume } from 'kubernetes-types/core/v1';
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

/** What a pod names that does not exist, for the kinds that are known. */
export function missingReferences(
  pod: Pod,
  around: Neighborhood,
): readonly Reference[] {
  return referencesOf(pod).filter(
    ({ object, name }) => around.has(plurals[object], name) === false,
  );
}

function referencesOf({ spec }: Pod): readonly Reference[] {
  const containers = [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
  ];
  return [
    ...containers.flatMap(inContainer),
    ...(spec?.volumes ?? []).flatMap(inVolume),
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
