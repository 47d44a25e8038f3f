import { createHash } from 'node:crypto';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  middlewareAnnotation,
  partOfLabel,
  writeInstanceRef,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  definitionsKind,
  type CustomObject,
  type MiddlewareItem,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../../catalog/CatalogReader';
import { claimantsAmong } from '../../deployments/claimants';
import { workloadKinds, workloadsIn } from '../../deployments/workload';
import { ownersOfSecrets } from '../binding/bound';
import { secretsOf } from '../binding/uses';
import { servedOf } from '../offers';
import { instancesOf, placeOf, type Site } from '../view';

const location = 'pilothouse:middleware';
const definitions = customKindName(definitionsKind);
const maxNameLength = 63;
const hashLength = 10;

/** What resources are made from, whoever asks. */
export interface ResourceContext {
  readonly items: readonly MiddlewareItem[];
  readonly catalog: Pick<CatalogReader, 'entities' | 'entity'>;
}

/**
 * Whether all instances of a cluster and all that may use them are known, so that what is not
 * there is gone. A cluster that does not answer, serves a kind in a version that the portal
 * cannot read, or does not let it read workloads, says nothing about them.
 */
export function isKnown(
  { cluster, custom }: Site,
  kinds: readonly MiddlewareKind[],
): boolean {
  return (
    cluster.knowledge().kind === 'live' &&
    cluster.kindState('namespaces').kind === 'live' &&
    workloadKinds.every(kind =>
      ['live', 'absent'].includes(cluster.kindState(kind).kind),
    ) &&
    custom.kindState(definitions).kind === 'live' &&
    kinds.every(kind => {
      const served = servedOf(kind, custom).kind;
      return (
        served === 'absent' ||
        (served === 'served' &&
          custom.kindState(customKindName(kind)).kind === 'live')
      );
    })
  );
}

/** Namespaces in which a cluster has instances. */
export function namespacesWith(
  { custom }: Site,
  items: readonly MiddlewareItem[],
): string[] {
  return [
    ...new Set(
      items.flatMap(({ kind }) =>
        custom
          .list(customKindName(kind))
          .flatMap(({ metadata }) => metadata?.namespace ?? []),
      ),
    ),
  ];
}

/**
 * A resource of the catalog for each instance of a namespace of a team, with the services
 * that have its credentials. What is no team's would have no owner in the catalog.
 */
export function resourcesOf(
  site: Site,
  namespace: string,
  context: ResourceContext,
): Entity[] {
  const users = usersOf(site, namespace, context);
  return context.items.flatMap(item =>
    instancesOf(item, site.custom, namespace).flatMap(object =>
      // Nobody says for how long there is what was made by hand, nor of what it is part.
      item.isByHand?.(object)
        ? []
        : resourceOf(item, object, { site, users, ...context }),
    ),
  );
}

function resourceOf(
  item: MiddlewareItem,
  object: CustomObject,
  {
    site: { cluster },
    users,
    catalog,
  }: ResourceContext & {
    site: Site;
    users: ReadonlyMap<string, readonly Entity[]>;
  },
): Entity[] {
  const { namespace = '', name = '', labels = {} } = object.metadata ?? {};
  const { tenant } = placeOf(cluster, namespace);
  if (!tenant) return [];
  const ref = { item: item.name, cluster: cluster.name, namespace, name };
  const services = users.get(writeInstanceRef(ref)) ?? [];
  const system = systemOf(labels[partOfLabel], services, catalog);
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: entityNameOf(ref),
        title: name,
        description: `${item.title} · ${cluster.name}/${namespace}`,
        annotations: {
          [ANNOTATION_LOCATION]: location,
          [ANNOTATION_ORIGIN_LOCATION]: location,
          [middlewareAnnotation]: writeInstanceRef(ref),
        },
      },
      spec: {
        type: item.category,
        owner: `group:default/${tenant}`,
        ...(system && { system }),
        dependencyOf: services.map(stringifyEntityRef).sort(),
      },
    },
  ];
}

/** The services that have credentials of the instances of a namespace, by the instance. */
function usersOf(
  site: Site,
  namespace: string,
  { items, catalog }: ResourceContext,
): ReadonlyMap<string, readonly Entity[]> {
  const claimantsOf = claimantsAmong(catalog.entities('component'));
  const users = new Map<string, Map<string, Entity>>();
  const owners = ownersOfSecrets({ items, site }, namespace);
  for (const workload of workloadsIn(site.cluster, { namespace })) {
    for (const secret of secretsOf(workload.template)) {
      const owner = owners.get(secret);
      if (!owner) continue;
      const key = writeInstanceRef(owner);
      const known = users.get(key) ?? new Map<string, Entity>();
      users.set(key, known);
      for (const entity of claimantsOf(workload)) {
        known.set(stringifyEntityRef(entity), entity);
      }
    }
  }
  return new Map([...users].map(([key, known]) => [key, [...known.values()]]));
}

/** The application that an instance says it is part of, or that of all services that use it. */
function systemOf(
  partOf: string | undefined,
  services: readonly Entity[],
  catalog: Pick<CatalogReader, 'entity'>,
): string | undefined {
  const named = partOf && `system:default/${partOf.toLowerCase()}`;
  if (named && catalog.entity(named)) return named;
  const systems = new Set(
    services.map(({ relations = [] }) =>
      relations
        .filter(({ type }) => type === 'partOf')
        .map(({ targetRef }) => targetRef)
        .find(target => target.startsWith('system:')),
    ),
  );
  const [only] = systems;
  return systems.size === 1 ? only : undefined;
}

/** Name of the resource for an instance; readable where the catalog's rules allow it. */
export function entityNameOf(ref: InstanceRef): string {
  const parts = [ref.name, ref.namespace, ref.item, ref.cluster];
  const plain = parts.join('.');
  const isPlain =
    plain.length <= maxNameLength &&
    parts.every(part => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
  if (isPlain) return plain;
  const hash = createHash('sha256')
    .update(writeInstanceRef(ref))
    .digest('hex')
    .slice(0, hashLength);
  const kept = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxNameLength - hashLength - 1)
    .replace(/^-+|-+$/g, '');
  return `${kept}-${hash}`;
}
