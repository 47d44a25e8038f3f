import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  kubeKinds,
  type ClusterReader,
  type KubeKindName,
  type KubeKinds,
} from '@pilothouse/plugin-platform-node';
import {
  InMemoryKube,
  type InMemoryCluster,
} from '@pilothouse/plugin-platform-node/testing';
import {
  indexedLookup,
  Neighborhood,
  surroundingsOf,
  type Surroundings,
} from '../around';
import { assess } from '../assess';
import { workloadsIn } from '../workload';

/** Objects by the plural name of their kind. */
export type Objects = {
  readonly [K in KubeKindName]?: readonly KubeKinds[K][];
};

/** Objects that were read from a real cluster, without what tells nothing. */
export function fixture(name: string): Objects {
  const path = join(__dirname, '..', 'causes', 'fixtures', `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A cluster that holds these objects; without nodes among them it tells of none. */
export function clusterWith(...objects: readonly Objects[]) {
  const kube = new InMemoryKube();
  const cluster = kube.addCluster('east');
  const add = <K extends KubeKindName>(kind: K, of: Objects) =>
    of[kind]?.forEach(object => cluster.put(kind, object));
  for (const of of objects) {
    (Object.keys(kubeKinds) as KubeKindName[]).forEach(kind => add(kind, of));
  }
  if (objects.every(({ nodes = [] }) => nodes.length === 0)) {
    const because = 'the portal may not list them';
    cluster.setKindState('nodes', { kind: 'forbidden', because });
  }
  return { kube, cluster };
}

/** What is around the first workload of some objects, or around the one of a name. */
export function around(
  objects: Objects,
  name?: string,
  prepare: (cluster: InMemoryCluster) => void = () => {},
): Surroundings {
  const { cluster } = clusterWith(objects);
  prepare(cluster);
  return aroundIn(cluster, name);
}

/** The same in a cluster, as somebody sees it. */
export function aroundIn(cluster: ClusterReader, name?: string): Surroundings {
  const workload = workloadsIn(cluster).find(
    one => name === undefined || one.name === name,
  );
  if (!workload) throw new Error(`There is no workload ${name ?? ''}`);
  const { namespace } = workload;
  const lookup = indexedLookup(cluster, namespace);
  return surroundingsOf(workload, new Neighborhood(cluster, namespace, lookup));
}

/** The judgment of a workload in short: severity, pods and facts of each cause. */
export function judged(objects: Objects, name?: string) {
  const { status, since, causes } = assess(around(objects, name));
  return {
    status,
    since,
    causes: causes.map(({ severity, pods, facts }) => [severity, pods, facts]),
  };
}
