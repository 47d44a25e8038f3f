import {
  deploysLabel,
  isProduction,
  type DeletionItem,
  type DeletionRefusal,
} from '@pilothouse/plugin-platform-common';
import { outlineOf } from '../http/remote';
import { deployerOf } from '../rights/objects';
import type { Place, SilentCluster } from '../service/places';
import type { Service } from '../service/service';
import type { Systems } from '../things/all';
import { notAPipeline } from '../things/ci';
import { handlerOf, type Handlers, type Maker } from '../things/Handlers';
import { kindNameOf, pathOf } from '../things/kinds';
import { releasedObjects } from '../things/release';
import type { ThingOf } from '../things/thing';
import { partOf, type Doomed } from './doomed';
import type { Subject } from './subject';

/** What is needed to look at things. */
export type Looking = Pick<Systems, 'git' | 'images' | 'kube' | 'settings'> & {
  readonly handlers: Handlers;
};

/**
 * In which of a team's namespaces a service is deployed by its pipeline: where the pipeline
 * has its rights. What bears the name of the service elsewhere may be anybody's.
 *
 * @returns also what could not be looked at
 */
export async function placesWithRights(
  { kube }: Pick<Looking, 'kube'>,
  service: Service,
  places: readonly Place[],
  maker: Maker,
  signal?: AbortSignal,
): Promise<{ places: Place[]; unknown: DeletionItem[] }> {
  const unknown: DeletionItem[] = [];
  const found = await Promise.all(
    places.map(async place => {
      const { cluster, namespace } = place;
      const name = deployerOf(service.name);
      const path = pathOf('serviceaccounts', namespace, name);
      try {
        const client = await kube.as(maker.userEntityRef, cluster);
        const account = await client.read(path, signal);
        const deploys = account?.metadata?.labels?.[deploysLabel];
        return deploys === service.name ? [place] : [];
      } catch (error) {
        signal?.throwIfAborted();
        const { environment } = place;
        const of = { part: 'rights', name, where: whereOf(place) } as const;
        unknown.push(unknownItem({ ...of, environment }, error));
        return [];
      }
    }),
  );
  return { places: found.flat(), unknown };
}

/** Something that could not be looked at. */
function unknownItem(
  of: Pick<DeletionItem, 'environment' | 'name' | 'part' | 'where'>,
  error: unknown,
): DeletionItem {
  return { ...of, found: 'unknown', because: outlineOf(error), objects: [] };
}

/** That something else has the name of a pipeline. */
export async function takenJobs(
  { ci }: Pick<Systems, 'ci'>,
  things: readonly Doomed[],
  signal?: AbortSignal,
): Promise<DeletionRefusal[]> {
  const refusals: DeletionRefusal[] = [];
  for (const thing of things) {
    if (thing.kind !== 'job') continue;
    const { fullName } = thing;
    // That the CI server does not answer is told by who looks at the job itself.
    const job = await ci.findJob(fullName, signal).catch(() => undefined);
    const message = job && notAPipeline(job);
    if (message) {
      refusals.push({ reason: 'no-pipeline', about: [fullName], message });
    }
  }
  return refusals;
}

/** A cluster of which it is not known what of a service is deployed there. */
export function silentItem(
  { name }: Service,
  { because, cluster, since }: SilentCluster,
  lackedRights: boolean,
): DeletionItem {
  return {
    part: 'deployment',
    name,
    where: cluster,
    found: 'unknown',
    because: `The cluster has not been heard since ${since} (${because})`,
    silentSince: since,
    ...(lackedRights && { lastSeen: 'nothing' as const }),
    objects: [],
  };
}

/** That a cluster is silent in which nothing of a service was last seen. */
export function unheardWords(
  { because, where }: DeletionItem,
  { service }: Pick<Subject, 'service'>,
): string {
  return `${where} could not be looked at: ${because}. When it was heard last, nothing of ${service.name} was there`;
}

/** Namespaces of a team, which its other services and applications may need. */
export function keptItems(places: readonly Place[]): DeletionItem[] {
  return places.map(({ cluster, environment, namespace }) => ({
    part: 'namespace',
    name: namespace,
    where: cluster,
    environment,
    found: 'kept',
    objects: [],
  }));
}

/** What is there of things. */
export function lookAtAll(
  looking: Looking,
  things: readonly Doomed[],
  places: readonly Place[],
  maker: Maker,
  signal?: AbortSignal,
): Promise<DeletionItem[]> {
  const environments = new Map(
    places.map(place => [whereOf(place), place.environment]),
  );
  return Promise.all(
    things.map(thing => lookAt(looking, thing, environments, maker, signal)),
  );
}

async function lookAt(
  looking: Looking,
  thing: Doomed,
  environments: ReadonlyMap<string, string>,
  maker: Maker,
  signal?: AbortSignal,
): Promise<DeletionItem> {
  const { name, where } = addressOf(looking, thing);
  const environment = environments.get(where);
  const of = {
    part: partOf(thing),
    name,
    where,
    ...(environment !== undefined && {
      environment,
      isProduction: isProduction(environment, looking.settings.production),
    }),
  };
  try {
    if (thing.kind === 'release') {
      return { ...of, ...(await lookAtRelease(looking, thing, maker, signal)) };
    }
    const exists = await existsOf(looking, thing, maker, signal);
    return { ...of, found: exists ? 'there' : 'nothing', objects: [] };
  } catch (error) {
    signal?.throwIfAborted();
    return unknownItem(of, error);
  }
}

/** Cluster and namespace of a place. */
function whereOf(place: Pick<Place, 'cluster' | 'namespace'>): string {
  return `${place.cluster}/${place.namespace}`;
}

async function existsOf(
  { git, handlers }: Looking,
  thing: Doomed,
  maker: Maker,
  signal?: AbortSignal,
): Promise<boolean> {
  if (thing.kind === 'hook') {
    const { host, ...repository } = thing.repository;
    // A repository takes its hooks along.
    if (!(await git.at(host).find(repository, signal))) return false;
  }
  return handlerOf(handlers, thing).exists(maker, signal);
}

async function lookAtRelease(
  { kube }: Looking,
  { cluster, name, namespace }: ThingOf<'release'>,
  { userEntityRef }: Maker,
  signal?: AbortSignal,
): Promise<Pick<DeletionItem, 'found' | 'objects' | 'ready'>> {
  const client = await kube.as(userEntityRef, cluster);
  const objects = await releasedObjects(client, namespace, name, signal);
  return {
    found: objects.length > 0 ? 'there' : 'nothing',
    objects: objects.map(({ kind, name: of }) => ({
      kind: kindNameOf(kind),
      name: of,
    })),
    ready: objects.reduce((sum, { ready = 0 }) => sum + ready, 0),
  };
}

function addressOf(
  { images }: Looking,
  thing: Doomed,
): { name: string; where: string } {
  switch (thing.kind) {
    case 'repository':
      return { name: `${thing.owner}/${thing.name}`, where: thing.host };
    case 'hook': {
      const { host, name, owner } = thing.repository;
      return { name: `${owner}/${name}`, where: host };
    }
    case 'registration':
      return { name: thing.entityRef, where: '' };
    case 'images':
      return { name: thing.repository, where: images?.host ?? '' };
    case 'job':
      return { name: thing.fullName, where: '' };
    case 'rights':
      return { name: deployerOf(thing.name), where: whereOf(thing) };
    default:
      return { name: thing.name, where: whereOf(thing) };
  }
}
