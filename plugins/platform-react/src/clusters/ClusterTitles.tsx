import type { Cluster, Placement } from '@pilothouse/plugin-platform-common';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  type ReactNode,
} from 'react';

type Titles = ReadonlyMap<string, string>;

const ClusterTitlesContext = createContext<Titles>(new Map());

/** Tells what is within it what people call clusters. */
export function ClusterTitles(props: {
  clusters: readonly Pick<Cluster, 'name' | 'title'>[];
  children: ReactNode;
}) {
  // Clusters are told anew all the time, and hardly ever called otherwise.
  const told = JSON.stringify(
    props.clusters.map(({ name, title = name }) => [name, title]),
  );
  const titles = useMemo((): Titles => new Map(JSON.parse(told)), [told]);
  return (
    <ClusterTitlesContext.Provider value={titles}>
      {props.children}
    </ClusterTitlesContext.Provider>
  );
}

/** What people call a cluster of that name. */
export function useClusterTitle(): (name: string) => string {
  const titles = useContext(ClusterTitlesContext);
  return useCallback(name => titles.get(name) ?? name, [titles]);
}

type Placed = Pick<Placement, 'environment' | 'ref'>;

/**
 * Where something runs, as people say it: the environment, or the namespace of what has
 * none, the cluster where there are several, and the workload where its service has more
 * than one that would be said alike, with its namespace where they have one name.
 */
export function useWhere(): (
  of: Placed,
  manyClusters: boolean,
  ofService: readonly Placed[],
) => string {
  const titleOf = useClusterTitle();
  return useCallback(
    (of, manyClusters, ofService) => {
      const say = ({ environment, ref }: Placed) => {
        const place = environment ?? ref.namespace;
        return manyClusters ? `${place} · ${titleOf(ref.cluster)}` : place;
      };
      const where = say(of);
      const { namespace, name } = of.ref;
      const others = ofService
        .filter(other => say(other) === where)
        .map(({ ref }) => ref)
        .filter(ref => ref.name !== name || ref.namespace !== namespace);
      if (others.length === 0) return where;
      const isNamed = others.every(ref => ref.name !== name);
      return `${where} · ${isNamed ? name : `${namespace}/${name}`}`;
    },
    [titleOf],
  );
}
