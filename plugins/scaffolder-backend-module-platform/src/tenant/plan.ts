import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { hostNameFault } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import { findPlaces, type Place, type Wanted } from '../service/places';

/** Namespaces with such names belong to clusters. */
const reserved = /^(kube|openshift)-/;

/** A namespace that a team has for an environment, or is to have. */
export interface PlannedPlace extends Place {
  readonly isNew: boolean;
}

/**
 * The namespace of a team for each environment: the one that it has, or the one to be made.
 *
 * @throws InputError where a team has several for one, or a new one is in no certain cluster
 * @throws ServiceUnavailableError while it is not known which there are
 */
export function planOf(kube: KubeReader, wanted: Wanted): PlannedPlace[] {
  const found = findPlaces(kube, wanted);
  return found.map(each => {
    if (each.kind === 'found') return { ...each.place, isNew: false };
    const { because, environment, kind } = each;
    if (kind === 'several') throw new InputError(because);
    const cluster = clusterFor(kube, wanted);
    const namespace = namespaceOf(wanted.team, environment);
    return { environment, cluster, namespace, isNew: true };
  });
}

function namespaceOf(team: string, environment: string): string {
  const namespace = `${team}-${environment}`;
  if (hostNameFault(namespace) || reserved.test(namespace)) {
    throw new InputError(
      `${namespace} cannot be the name of a team's namespace: choose another environment, or ask the platform engineers for a namespace of another name`,
    );
  }
  return namespace;
}

function clusterFor(kube: KubeReader, { cluster }: Wanted): string {
  const clusters = kube.clusters();
  // The namespace may be in any of them.
  const silent = clusters.filter(each => each.knowledge().kind !== 'live');
  if (silent.length > 0) {
    throw new ServiceUnavailableError(
      `Which namespaces there are is not known at present: ${silent
        .map(({ name }) => name)
        .join(', ')} does not answer. Try again when it does`,
    );
  }
  const names = clusters.map(({ name }) => name);
  if (cluster && !names.includes(cluster)) {
    throw new InputError(`There is no cluster ${cluster}: ${names.join(', ')}`);
  }
  const [only, ...more] = cluster ? [cluster] : names;
  if (!only || more.length > 0) {
    throw new InputError(
      `In which cluster new namespaces are to be is not certain: name one of ${names.join(
        ', ',
      )} as the step's cluster`,
    );
  }
  return only;
}
