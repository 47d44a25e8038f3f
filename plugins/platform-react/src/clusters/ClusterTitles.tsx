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

/**
 * Where something runs, as people say it: the environment, or the namespace of what has
 * none, and the cluster where there are several.
 */
export function useWhere(): (
  of: Pick<Placement, 'environment' | 'ref'>,
  manyClusters: boolean,
) => string {
  const titleOf = useClusterTitle();
  return useCallback(
    ({ environment, ref }, manyClusters) => {
      const place = environment ?? ref.namespace;
      return manyClusters ? `${place} · ${titleOf(ref.cluster)}` : place;
    },
    [titleOf],
  );
}
