import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import type {
  CustomObject,
  KubeObject,
  MiddlewareCarrier,
  PersonalCluster,
  PersonalHands,
} from '@pilothouse/plugin-platform-node';
import type { ChartLine, ChartVersion } from '../charts/Chart';
import {
  emptyMarker,
  markerPath,
  markersPath,
  readMarker,
  type Marker,
} from './marker';

/** Where a release is. */
export type Ref = Parameters<MiddlewareCarrier['read']>[0];

/** What stands for a release, as it was read as the person. */
export interface Standing {
  readonly object: KubeObject;
  readonly marker: Marker;
}

/**
 * What stands for a release, as the person may read it; undefined where there is none.
 *
 * @throws ConflictError for what has its name and stands for none
 */
export async function standingOf(
  ref: Ref,
  { cluster }: Pick<PersonalHands, 'cluster'>,
): Promise<Standing | undefined> {
  const object = await cluster.read<KubeObject>(markerPath(ref));
  const marker = object && readMarker(object);
  if (object && !marker) {
    throw new ConflictError(
      `In the namespace ${ref.namespace} there is a ConfigMap ${object.metadata?.name} that stands for no release; remove it, or choose another name`,
    );
  }
  return object && marker && { object, marker };
}

/** Whether what Helm has under way was begun here, and nobody is at it any more. */
export function mayRepair(standing: Standing | undefined): boolean {
  return standing !== undefined && standing.marker.step !== 'deployed';
}

/**
 * What stands for a new release, empty: of two who make it at the same moment one fails, as
 * they would not when they apply it. What is applied to it is then the portal's alone.
 *
 * @throws ConflictError when there is one
 */
export async function madeFor(
  ref: Ref,
  cluster: PersonalCluster,
): Promise<KubeObject> {
  try {
    return await cluster.create<KubeObject>(markersPath(ref), emptyMarker(ref));
  } catch (error) {
    if (isError(error) && error.name === 'ConflictError') throw taken(ref);
    throw error;
  }
}

/** An instance as the marketplace has it. */
export function instanceOf(
  { object, marker }: Standing,
  { name }: Ref,
  values: unknown,
  version = marker.version,
): CustomObject {
  return {
    metadata: { ...object.metadata, name },
    spec: { version, ...(values !== undefined && { values }) },
  };
}

/** @returns the error for a release that there is not */
export function noSuchRelease({
  cluster,
  namespace,
  name,
}: Ref): NotFoundError {
  return new NotFoundError(
    `There is no release ${name} in the namespace ${namespace} of the cluster ${cluster}`,
  );
}

/** @returns the error for a name that a release has already */
export function taken({ namespace, name }: Ref): ConflictError {
  return new ConflictError(
    `In the namespace ${namespace} there is a Helm release named ${name} already; choose another name`,
  );
}

/** @returns the error for a chart that is another one than was looked at */
export function pushedAgain(
  {
    line: { reference },
    version: { tag },
  }: {
    readonly line: Pick<ChartLine, 'reference'>;
    readonly version: Pick<ChartVersion, 'tag'>;
  },
  { name }: Ref,
): ConflictError {
  return new ConflictError(
    `Since you looked, another chart was pushed as ${reference}:${tag}, so that ${name} would be something else; look again, and repeat what you wanted`,
  );
}

/** @returns the error for a release that is not as it was looked at */
export function changed({ name, cluster }: Ref): ConflictError {
  return new ConflictError(
    `${name} in the cluster ${cluster} was changed meanwhile; look again, and repeat what you wanted`,
  );
}
