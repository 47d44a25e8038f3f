import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  readInstanceRef,
  middlewareAnnotation,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  offeringOf,
  type KubeKindName,
  type MiddlewareItem,
  type MiddlewareKind,
  type MiddlewareProvider,
  type Offering,
} from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../../catalog/CatalogReader';
import type { KubeService } from '../../../kube/KubeService';
import { workloadKinds } from '../../deployments/workload';
import { composedReader } from '../composed';
import { itemsOf, type Items } from '../Items';
import { Needs } from '../Needs';
import { withPublished } from '../publishing/items';
import type { PublishedItems } from '../publishing/PublishedItems';
import type { Site } from '../view';
import { isKnown, namespacesWith, resourcesOf } from './resources';

/** Kinds by which owners and users of instances are told. */
const kinds: ReadonlySet<KubeKindName> = new Set([
  'namespaces',
  ...workloadKinds,
]);

/** What was made of a cluster, by namespace. */
type Known = Map<string, readonly Entity[]>;

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
  readonly #offering: Offering;
  readonly #items: Items;
  readonly #published: PublishedItems;
  readonly #known = new Map<string, Known>();
  /** What nobody tells the changes of is made anew each time. */
  #isWatching = false;

  constructor(options: {
    readonly kube: Pick<KubeService, 'custom' | 'reader'>;
    readonly catalog: CatalogReader;
    readonly middleware: readonly MiddlewareProvider[];
    readonly published: PublishedItems;
  }) {
    this.#options = options;
    this.#published = options.published;
    this.#offering = offeringOf(options.middleware, new ConfigReader({}));
    this.#items = withPublished(
      itemsOf(this.#offering),
      {
        items: () => options.published.items(),
        subscribe: listener => options.published.subscribe(listener),
        refresh: async () => undefined,
      },
      item => item,
    );
  }

  /**
   * What there is in each of the portal's clusters. What was made before is told again for
   * namespaces in which nothing has changed since, as far as {@link watch} hears of it.
   */
  current(): ClusterResources[] {
    const { catalog, kube } = this.#options;
    const clusters = kube.reader.clusters();
    const names = new Set(clusters.map(({ name }) => name));
    for (const name of this.#known.keys()) {
      if (!names.has(name)) this.#known.delete(name);
    }
    return clusters.map(cluster => {
      const own = kube.custom.cluster(cluster.name);
      const { compositions } = this.#offering;
      const custom = own && composedReader(own, cluster, compositions);
      const site: Site | undefined = custom && { cluster, custom };
      const known =
        site &&
        catalog.knowledge().kind === 'current' &&
        this.#published.isKnown();
      return {
        cluster: cluster.name,
        ...(known &&
          isKnown(site, this.#kindsAt(site)) && {
            entities: this.#of(site),
          }),
      };
    });
  }

  /**
   * Kinds by which instances are known, and who has their credentials. What was published
   * without a right of the portal to watch it keeps nobody from knowing the rest.
   */
  #kindsAt({ custom }: Site): MiddlewareKind[] {
    const { fixed, kinds: found } = this.#offering;
    return [
      ...fixed.flatMap(kindsTelling),
      ...found,
      ...this.#published
        .items()
        .flatMap(kindsTelling)
        .filter(
          kind => custom.kindState(customKindName(kind)).kind !== 'forbidden',
        ),
    ];
  }

  #of(site: Site): Entity[] {
    const { catalog } = this.#options;
    const { name } = site.cluster;
    const before = this.#isWatching ? this.#known.get(name) : undefined;
    const items = this.#items.current([site.custom]);
    const context = { catalog, items };
    const now: Known = new Map(
      namespacesWith(site, items).map(namespace => [
        namespace,
        before?.get(namespace) ?? resourcesOf(site, namespace, context),
      ]),
    );
    this.#known.set(name, now);
    return [...now.values()].flat();
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
    const anchors = new Set<KubeKindName>(
      this.#offering.compositions.flatMap(
        each => each.kind.anchor?.plural ?? [],
      ),
    );
    this.#known.clear();
    this.#isWatching = true;
    const ends = [
      needs.look(),
      this.#offering.subscribe(() => {
        this.#known.clear();
        listener();
      }),
      kube.custom.subscribe(({ cluster, namespace }) => {
        // What belongs to no namespace tells of instances in all of them.
        this.#forget(cluster, namespace || undefined);
        listener();
      }),
      kube.reader.subscribe(({ cluster, kind, namespace }) => {
        const mayBeNew = kind === undefined || anchors.has(kind);
        if (!mayBeNew && !kinds.has(kind)) return;
        // Where there are no instances, nobody has their credentials.
        if (this.#forget(cluster, namespace) || mayBeNew) listener();
      }),
      ...[catalog, this.#published].map(source =>
        source.subscribe(() => {
          this.#known.clear();
          listener();
        }),
      ),
    ];
    return () => {
      this.#isWatching = false;
      ends.forEach(end => end());
    };
  }

  /**
   * Has a namespace made anew, or without one all of a cluster.
   *
   * @returns whether anything was made of it, or it is not known whether
   */
  #forget(cluster: string, namespace: string | undefined): boolean {
    const known = this.#known.get(cluster);
    if (!known || namespace === undefined) {
      this.#known.delete(cluster);
      return true;
    }
    return known.delete(namespace);
  }
}

/** Kinds by which instances of an item are known, and their credentials. */
function kindsTelling({
  kind,
  grants,
}: Pick<MiddlewareItem, 'kind' | 'grants'>): MiddlewareKind[] {
  return [kind, ...(grants ? [grants.kind] : [])];
}
