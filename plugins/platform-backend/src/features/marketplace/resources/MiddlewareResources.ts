import type { Entity } from '@backstage/catalog-model';
import {
  readInstanceRef,
  middlewareAnnotation,
} from '@pilothouse/plugin-platform-common';
import type {
  KubeKindName,
  MiddlewareItem,
  MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../../catalog/CatalogReader';
import type { KubeService } from '../../../kube/KubeService';
import { workloadKinds } from '../../deployments/workload';
import { Needs } from '../Needs';
import type { Site } from '../view';
import { isKnown, resourcesOf } from './resources';

/** Kinds by which owners and users of instances are told. */
const kinds: ReadonlySet<KubeKindName> = new Set([
  'namespaces',
  ...workloadKinds,
]);

/** The instances of one cluster as resources of the catalog. */
export interface ClusterResources {
  readonly cluster: string;
  /** Missing while not all of them are known. */
  readonly entities?: readonly Entity[];
}

/**
 * All instances of middleware as resources of the catalog, from what is known of the
 * clusters; the API servers are not asked.
 */
export class MiddlewareResources {
  readonly #options: {
    readonly kube: Pick<KubeService, 'custom' | 'reader'>;
    readonly catalog: CatalogReader;
  };
  readonly #items: readonly MiddlewareItem[];

  constructor(options: {
    readonly kube: Pick<KubeService, 'custom' | 'reader'>;
    readonly catalog: CatalogReader;
    readonly middleware: readonly MiddlewareProvider[];
  }) {
    this.#options = options;
    this.#items = options.middleware.flatMap(provider => provider.items());
  }

  /** What there is in each of the portal's clusters. */
  current(): ClusterResources[] {
    const { catalog, kube } = this.#options;
    const items = this.#items;
    return kube.reader.clusters().map(cluster => {
      const custom = kube.custom.cluster(cluster.name);
      const site: Site | undefined = custom && { cluster, custom };
      const known = site && catalog.knowledge().kind === 'current';
      return {
        cluster: cluster.name,
        ...(known &&
          isKnown(site, items) && {
            entities: resourcesOf(site, { catalog, items }),
          }),
      };
    });
  }

  /** References of the resources that the catalog holds already, by cluster. */
  held(): ReadonlyMap<string, readonly Entity[]> {
    const held = new Map<string, Entity[]>();
    for (const entity of this.#options.catalog.entities('resource')) {
      const value = entity.metadata.annotations?.[middlewareAnnotation];
      const cluster = readInstanceRef(value)?.cluster;
      if (!cluster) continue;
      held.set(cluster, [...(held.get(cluster) ?? []), entity]);
    }
    return held;
  }

  /**
   * Has all kinds of instances watched, and calls the listener when something may be
   * otherwise; often.
   *
   * @returns ends that
   */
  watch(listener: () => void): () => void {
    const { catalog, kube } = this.#options;
    const needs = new Needs({
      custom: kube.custom,
      items: this.#items,
      kube: kube.reader,
    });
    const ends = [
      needs.look(),
      kube.custom.subscribe(listener),
      kube.reader.subscribe(({ kind }) => {
        if (kind === undefined || kinds.has(kind)) listener();
      }),
      catalog.subscribe(listener),
    ];
    return () => ends.forEach(end => end());
  }
}
