import type {
  Candidate,
  Drafts,
  PublishedDefinition,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  definitionsKind,
  type CustomDefinition,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { kindsOf } from '../offers';
import {
  marketClusterOf,
  placeOf,
  sitesOf,
  type MarketplaceContext,
  type Site,
} from '../view';

const definitions = customKindName(definitionsKind);
/** Groups of Kubernetes and its projects, whose kinds are no middleware. */
const ofKubernetes = /(^|\.)(k8s\.io|kubernetes\.io)$/;
const version = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

/**
 * What is installed in the clusters, and what was published of it.
 *
 * @param context - with all items, whomever they are offered to
 */
export function drafts(
  context: MarketplaceContext,
  published: readonly PublishedDefinition[],
): Drafts {
  const sites = sitesOf(context);
  const owners = ownersOf(context.items);
  const candidates = new Map<string, Candidate>();
  for (const site of sites) {
    for (const definition of definitionsIn(site)) {
      const name = definition.metadata?.name ?? '';
      const there = {
        cluster: site.cluster.name,
        version: versionsOf(definition)[0],
      };
      const known = candidates.get(name);
      candidates.set(
        name,
        known
          ? { ...known, clusters: [...known.clusters, there] }
          : candidateOf(definition, { owners, there }),
      );
    }
  }
  const titles = new Map(context.items.map(({ name, title }) => [name, title]));
  return {
    clusters: sites.map(site => marketClusterOf(site, [])),
    pending: sites
      .filter(
        ({ cluster, custom }) =>
          cluster.isReachable() &&
          custom.kindState(definitions).kind === 'pending',
      )
      .map(({ cluster }) => cluster.name),
    candidates: Object.fromEntries(candidates),
    published: Object.fromEntries(
      published.map(({ text: _, ...each }) => [
        each.name,
        { ...each, title: titles.get(each.name) },
      ]),
    ),
    tenants: tenantsIn(sites),
  };
}

/** Served versions of a kind that clusters prefer first: stable ones, then the newest. */
export function versionsOf({ spec }: CustomDefinition): readonly string[] {
  return (spec?.versions ?? [])
    .filter(({ name, served }) => served && version.test(name))
    .map(({ name }) => name)
    .sort(byPriority);
}

function byPriority(one: string, other: string): number {
  const [a, b] = [priorityOf(one), priorityOf(other)];
  const place = a.findIndex((each, i) => each !== b[i]);
  return place < 0 ? 0 : Number(b[place]) - Number(a[place]);
}

function priorityOf(name: string): readonly number[] {
  const [, major = 0, stage, minor = 0] = version.exec(name) ?? [];
  const stages = { alpha: 0, beta: 1 };
  const level = stage ? stages[stage as keyof typeof stages] : 2;
  return [level, Number(major), Number(minor)];
}

function definitionsIn({ custom }: Site): readonly CustomDefinition[] {
  return (custom.list(definitions) as readonly CustomDefinition[])
    .filter(({ metadata, spec }) => spec && !metadata?.deletionTimestamp)
    .sort((one, other) =>
      String(one.metadata?.name).localeCompare(
        String(other.metadata?.name),
        'en',
      ),
    );
}

function candidateOf(
  definition: CustomDefinition,
  {
    owners,
    there,
  }: {
    readonly owners: ReadonlyMap<string, string>;
    readonly there: Candidate['clusters'][number];
  },
): Candidate {
  const { group = '', names } = definition.spec ?? {};
  return {
    group,
    plural: names?.plural ?? '',
    kind: names?.kind ?? '',
    clusters: [there],
    verdict: verdictOn(definition, owners),
  };
}

function verdictOn(
  definition: CustomDefinition,
  owners: ReadonlyMap<string, string>,
): Candidate['verdict'] {
  const item = owners.get(definition.metadata?.name ?? '');
  if (item) return { kind: 'item', item };
  const { group = '', scope, versions = [] } = definition.spec ?? {};
  if (ofKubernetes.test(group)) return { kind: 'none', because: 'kubernetes' };
  if (scope !== 'Namespaced') {
    return { kind: 'none', because: 'cluster-scoped' };
  }
  const [preferred] = versionsOf(definition);
  if (!preferred) return { kind: 'none', because: 'not-served' };
  const told = versions.find(({ name }) => name === preferred);
  return told?.subresources?.status
    ? { kind: 'draftable' }
    : { kind: 'none', because: 'no-status' };
}

/** Names of the items that kinds belong to. */
function ownersOf(
  items: readonly MiddlewareItem[],
): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(item =>
      kindsOf(item).map(kind => [customKindName(kind), item.name] as const),
    ),
  );
}

function tenantsIn(sites: readonly Site[]): string[] {
  const tenants = sites.flatMap(({ cluster }) =>
    cluster
      .list('namespaces')
      .flatMap(
        ({ metadata }) => placeOf(cluster, metadata?.name ?? '').tenant ?? [],
      ),
  );
  return [...new Set(tenants)].sort();
}
