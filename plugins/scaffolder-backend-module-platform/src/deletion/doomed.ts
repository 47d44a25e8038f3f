import type { ServicePart } from '@pilothouse/plugin-platform-common';
import type { Place } from '../service/places';
import { jobOf, rightsOf } from '../service/service';
import type { Thing, ThingOf } from '../things/thing';
import type { Subject } from './subject';

/** Kinds of what a team keeps for its other services. */
type OfTeam =
  | 'binding'
  | 'folder'
  | 'middleware'
  | 'namespace'
  | 'project'
  | 'reader'
  | 'robot';

const parts: Record<Exclude<Thing['kind'], OfTeam>, ServicePart> = {
  hook: 'webhook',
  job: 'pipeline',
  release: 'deployment',
  credentials: 'credentials',
  images: 'images',
  rights: 'rights',
  repository: 'repository',
  registration: 'catalog',
};

/** Something that is deleted with a service. */
export type Doomed = Exclude<Thing, { kind: OfTeam }>;

/** To which part of a service a thing belongs. */
export function partOf({ kind }: Doomed): ServicePart {
  return parts[kind];
}

/** All that goes with a service or an application, in the order in which it is deleted. */
export function doomedOf(
  { entityRef, kind, repository, service }: Subject,
  at: {
    readonly places: readonly Place[];
    /** That a run asked for on behalf of the service alone. */
    readonly credentials: readonly ThingOf<'credentials'>[];
    readonly hasRegistry: boolean;
    readonly hasWebhook: boolean;
  },
): Doomed[] {
  const { name, team } = service;
  // The entity proves all of it, so that a deletion that failed can be started again.
  const last: Doomed[] = [
    { kind: 'repository', ...repository },
    { kind: 'registration', entityRef, repository },
  ];
  if (kind === 'application') return last;
  return [
    ...(at.hasWebhook ? [{ kind: 'hook' as const, repository }] : []),
    { kind: 'job', fullName: jobOf(service) },
    ...at.places.map(
      ({ cluster, namespace }): Doomed => ({
        kind: 'release',
        cluster,
        namespace,
        name,
      }),
    ),
    ...at.credentials,
    ...(at.hasRegistry
      ? [{ kind: 'images' as const, repository: `${team}/${name}` }]
      : []),
    // By these a place is known to be the service's, so they go after what is there.
    ...at.places.map(place => rightsOf(service, place)),
    ...last,
  ];
}
