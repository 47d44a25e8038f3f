import {
  type KubeObject,
  type MiddlewareDemand,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

const quantity = z.union([z.string(), z.number()]).transform(String);
const amounts = z.record(z.string(), quantity).catch({}).default({});
const resources = z
  .object({ requests: amounts, limits: amounts })
  .partial()
  .catch({})
  .default({});
const container = z.object({ resources });
const podSchema = z.object({
  containers: z.array(container).catch([]).default([]),
});
const claimSchema = z.object({ spec: z.object({ resources }) });
const workloadSchema = z.object({
  replicas: z.number().optional(),
  parallelism: z.number().optional(),
  template: z.object({ spec: podSchema }),
  volumeClaimTemplates: z.array(claimSchema).catch([]).default([]),
});

type Entry = MiddlewareDemand[number];

/** Kinds that quotas count by name, and what they call them. */
const counted: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  CronJob: 'cronjobs.batch',
  Deployment: 'deployments.apps',
  Job: 'jobs.batch',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  Secret: 'secrets',
  Service: 'services',
  StatefulSet: 'statefulsets.apps',
};

/**
 * What quotas count of objects that a chart makes: their pods as many as they ask for, with
 * what each asks for, and volumes. Of DaemonSets it depends on the cluster's nodes, so that one
 * pod is counted.
 */
export function demandOf(objects: readonly KubeObject[]): MiddlewareDemand {
  return objects.flatMap(object => [...countOf(object), ...podsOf(object)]);
}

function countOf({ kind = '' }: KubeObject): Entry[] {
  const name = counted[kind];
  return name === undefined
    ? []
    : [{ resource: `count/${name}`, each: '1', times: 1 }];
}

function podsOf(object: KubeObject): Entry[] {
  const spec: unknown = Reflect.get(object, 'spec');
  if (object.kind === 'Pod') return inPods(spec, 1, { areCounted: true });
  if (object.kind === 'PersistentVolumeClaim') return inClaims([object], 1);
  const workload = workloadSchema.safeParse(spec).data;
  if (!workload) return [];
  const times = workload.replicas ?? workload.parallelism ?? 1;
  const { volumeClaimTemplates: claims, template } = workload;
  return [
    ...inPods(template.spec, times, { areCounted: false }),
    ...inClaims(claims, times),
    ...claims.map(() => ({
      resource: 'count/persistentvolumeclaims',
      each: '1',
      times,
    })),
  ];
}

function inPods(
  of: unknown,
  times: number,
  { areCounted }: { readonly areCounted: boolean },
): Entry[] {
  const { containers } = podSchema.catch({ containers: [] }).parse(of);
  const asked = containers.flatMap(({ resources: { requests, limits } }) => [
    // What asks for nothing asks for its limit.
    ...entriesOf('requests', { ...limits, ...requests }, times),
    ...entriesOf('limits', limits, times),
  ]);
  return areCounted
    ? asked
    : [...asked, { resource: 'count/pods', each: '1', times }];
}

function inClaims(claims: readonly unknown[], times: number): Entry[] {
  return claims.flatMap(claim => {
    const told = claimSchema.safeParse(claim).data;
    return entriesOf('requests', told?.spec.resources.requests, times);
  });
}

function entriesOf(
  prefix: string,
  of: Readonly<Record<string, string>> | undefined,
  times: number,
): Entry[] {
  return Object.entries(of ?? {}).map(([name, each]) => ({
    resource: `${prefix}.${name}`,
    each,
    times,
  }));
}
