import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { hostNameFault } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import {
  findPlaces,
  type Looked,
  type Place,
  type Wanted,
} from '../service/places';

/** Namespaces with such names belong to clusters. */
const reserved = /^(kube|openshift)-/;

/** A namespace that a team has for an environment, or is to have. */
export interface PlannedPlace extends Place {
  readonly isNew: boolean;
}

/** What was found for one environment: a namespace, or why there is none to be had. */
export type PlanRow =
  | { readonly kind: 'found' | 'new'; readonly place: Place }
  | {
      readonly kind: 'unknown';
      readonly environment: string;
      readonly because: string;
      readonly looked: Looked;
    }
  | {
      /**
       * `taken`: one of that name is not labelled as the team's. `leaving`: it is being
       * deleted.
       */
      readonly kind: 'taken' | 'leaving';
      readonly environment: string;
      readonly because: string;
      readonly cluster: string;
      readonly namespace: string;
    }
  | {
      readonly kind: 'several' | 'misnamed' | 'no-cluster' | 'which-cluster';
      readonly environment: string;
      readonly because: string;
    };

/** The namespace of a team for each environment: the one that it has, or the one to be made. */
export function planRows(kube: KubeReader, wanted: Wanted): PlanRow[] {
  return findPlaces(kube, wanted).map((found): PlanRow => {
    switch (found.kind) {
      case 'found':
        return found;
      case 'several':
        return found;
      default:
        return newPlace(kube, wanted, found);
    }
  });
}

/**
 * The same for who goes on only with all of them.
 *
 * @throws InputError where a team has several for one, or a new one is in no certain cluster
 * @throws ConflictError where the name of a new one is taken
 * @throws ServiceUnavailableError while it is not known which there are
 */
export function planOf(kube: KubeReader, wanted: Wanted): PlannedPlace[] {
  return planRows(kube, wanted).map(row => {
    switch (row.kind) {
      case 'found':
      case 'new':
        return { ...row.place, isNew: row.kind === 'new' };
      case 'unknown':
        throw new ServiceUnavailableError(row.because);
      case 'taken':
      case 'leaving':
        throw new ConflictError(row.because);
      default:
        throw new InputError(row.because);
    }
  });
}

function newPlace(
  kube: KubeReader,
  wanted: Wanted,
  { environment, looked }: { environment: string; looked: Looked },
): PlanRow {
  const namespace = `${wanted.team}-${environment}`;
  if (hostNameFault(namespace) || reserved.test(namespace)) {
    const because = `${namespace} cannot be the name of a team's namespace: choose another environment, or ask the platform engineers for a namespace of another name`;
    return { kind: 'misnamed', environment, because };
  }
  const names = kube.clusters().map(({ name }) => name);
  if (wanted.cluster && !names.includes(wanted.cluster)) {
    const because = `There is no cluster ${wanted.cluster}: ${names.join(
      ', ',
    )}`;
    return { kind: 'no-cluster', environment, because };
  }
  // The namespace may be in any of them.
  if (looked.silent.length > 0) {
    const silent = looked.silent.map(({ cluster }) => cluster).join(', ');
    const because = `Which namespaces there are is not known at present: ${silent} does not answer. Try again when it does`;
    return { kind: 'unknown', environment, because, looked };
  }
  const [cluster, ...more] = wanted.cluster ? [wanted.cluster] : names;
  if (!cluster || more.length > 0) {
    const because = `In which cluster new namespaces are to be is not certain: name one of ${names.join(
      ', ',
    )} as the step's cluster`;
    return { kind: 'which-cluster', environment, because };
  }
  const place = { environment, cluster, namespace };
  const there = kube.cluster(cluster)?.get('namespaces', { name: namespace });
  if (!there) return { kind: 'new', place };
  return there.metadata?.deletionTimestamp
    ? {
        kind: 'leaving',
        ...place,
        because: `The namespace ${namespace} in the cluster ${cluster} is being deleted: try again when it is gone`,
      }
    : { kind: 'taken', ...place, because: notLabelled(place) };
}

/** Why a namespace of the right name is not taken for the team's. */
export function notLabelled({
  cluster,
  environment,
  namespace,
}: Place): string {
  return `There is a namespace ${namespace} in the cluster ${cluster}, and it is not labelled as the team's for ${environment}: a platform engineer can label it, if it is the team's`;
}
