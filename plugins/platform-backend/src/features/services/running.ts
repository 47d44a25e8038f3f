import type { Entity } from '@backstage/catalog-model';
import { isSilent, type Placement } from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import { groupedLookup, Neighborhood, nodeNamed } from '../deployments/around';
import { clockFor, timeOf } from '../deployments/causes/loop';
import { claimantsAmong } from '../deployments/claimants';
import { kindsOfDetail } from '../deployments/readable';
import {
  placementId,
  workloadKinds,
  workloadsIn,
} from '../deployments/workload';
import { isTenants, placementOf, stampOfNode } from './placement';

/** A workload as a list of all services shows it. */
export interface Running {
  readonly id: string;
  readonly placement: Placement;
  /** Components of the catalog that call it theirs. */
  readonly claimants: readonly Entity[];
}

/** What was found in a namespace, with all by which it is known whether that still holds. */
interface Found {
  readonly versions: string;
  /** Of the nodes that its pods name, by their names. */
  readonly nodes: ReadonlyMap<string, string>;
  /** How far time has gone on those where that matters, by their names. */
  readonly clocks: ReadonlyMap<string, string>;
  readonly running: readonly Running[];
}

const MOST = 10_000;
const found = new LRUCache<string, Found>({ max: MOST });

/** What a judgment of a workload may look at within its namespace. */
const judged = [
  ...kindsOfDetail.filter(kind => kind !== 'namespaces'),
  'configmaps',
  'secrets',
  'serviceaccounts',
  'persistentvolumeclaims',
  'resourcequotas',
  'limitranges',
] as const;

/**
 * The workloads of a cluster that a component claims or whose namespace is a tenant's; all
 * of them for who sees all. A namespace is looked into again only when something has
 * changed there: of a large cluster, most have not.
 *
 * @param components - of the catalog; the same list for as long as it says the same
 */
export function runningIn(
  cluster: ClusterReader,
  components: readonly Entity[],
  seesAll = false,
): readonly Running[] {
  const namespaces = new Set(
    workloadKinds.flatMap(kind => cluster.namespacesWith(kind)),
  );
  const outside = [
    cluster.version('namespaces'),
    identityOf(components),
    `${isSilent({ knowledge: cluster.knowledge() })}`,
  ] as const;
  const nodes = new Map<string, string>();
  const nodeStamp = (name: string) => {
    const known = nodes.get(name) ?? stampOf(name, cluster);
    nodes.set(name, known);
    return known;
  };
  return [...namespaces].flatMap(namespace => {
    const versions = [
      ...outside,
      ...judged.map(kind => cluster.version(kind, namespace)),
    ];
    // Who sees more or less than somebody else neither takes their turn nor their answer.
    const sight = versions.map(sightOf).join('');
    const whose = seesAll ? 'all' : 'tenants';
    const key = `${cluster.name}/${namespace} ${whose} ${sight} ${outside[1]}`;
    const known = found.get(key);
    const clock = (name: string) => timeOf(nodeNamed(name, cluster));
    if (known && holds(known, versions.join(), { nodeStamp, clock })) {
      return known.running;
    }
    const running = lookInto(cluster, namespace, { components, seesAll });
    const placed = cluster.list('pods', { namespace }).flatMap(pod => {
      const name = pod.spec?.nodeName;
      return name === undefined ? [] : [{ name, pod }];
    });
    found.set(key, {
      versions: versions.join(),
      nodes: new Map(placed.map(({ name }) => [name, nodeStamp(name)])),
      clocks: new Map(
        placed.flatMap(({ name, pod }) => {
          const told = clockFor(pod, nodeNamed(name, cluster));
          return told === undefined ? [] : [[name, told]];
        }),
      ),
      running,
    });
    return running;
  });
}

function holds(
  { versions, nodes, clocks }: Found,
  now: string,
  {
    nodeStamp,
    clock,
  }: Record<'nodeStamp' | 'clock', (name: string) => unknown>,
): boolean {
  return (
    versions === now &&
    [...nodes].every(([name, stamp]) => nodeStamp(name) === stamp) &&
    [...clocks].every(([name, told]) => clock(name) === told)
  );
}

/** Nodes tell much that does not matter here, and often. */
function stampOf(name: string, cluster: ClusterReader): string {
  const node = nodeNamed(name, cluster);
  return node ? stampOfNode(node) : 'not known';
}

function sightOf(version: string): string {
  if (version === 'hidden') return '-';
  return version.startsWith('in part') ? '~' : '+';
}

const identities = new WeakMap<readonly Entity[], string>();
let lastIdentity = 0;

function identityOf(components: readonly Entity[]): string {
  const known = identities.get(components);
  if (known) return known;
  lastIdentity += 1;
  identities.set(components, `catalog ${lastIdentity}`);
  return `catalog ${lastIdentity}`;
}

function lookInto(
  cluster: ClusterReader,
  namespace: string,
  wanted: { components: readonly Entity[]; seesAll: boolean },
): readonly Running[] {
  const { components, seesAll } = wanted;
  const claimantsOf = claimantsAmong(components);
  const around = new Neighborhood(
    cluster,
    namespace,
    groupedLookup(cluster, namespace),
  );
  return workloadsIn(cluster, { namespace }).flatMap(workload => {
    const claimants = claimantsOf(workload);
    const isWanted = seesAll || claimants.length > 0 || isTenants(around);
    if (!isWanted) return [];
    const placement = placementOf(workload, around);
    return [{ id: placementId(workload), placement, claimants }];
  });
}
