import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import type { Place } from '../service/places';
import type { Values } from './demand';

/** Hosts in the values of a chart: one, or several as `helm create` lays them out. */
const valuesSchema = z.object({
  ingress: z.object({
    enabled: z.boolean().nullish(),
    host: z.string().nullish(),
    hosts: z.array(z.object({ host: z.string().nullish() })).nullish(),
  }),
});

/** Under which hosts a service answers with some values of its chart, in lower case. */
export function hostsOf(values: Values): string[] {
  const read = valuesSchema.safeParse(values);
  if (!read.success || !read.data.ingress.enabled) return [];
  const { host, hosts } = read.data.ingress;
  const named = [host, ...(hosts ?? []).map(each => each.host)];
  return [
    ...new Set(named.flatMap(each => (each ? [each.toLowerCase()] : []))),
  ];
}

type HostCheck = Extract<CreationCheck, { check: 'host' }>;

/**
 * Whether hosts are free in the cluster of a place. An ingress of another namespace takes a
 * host too, as controllers serve all of them by one address; whose it is is not told.
 *
 * @param own - name of the service, whose own ingress does not stand in its way
 */
export function hostChecks(
  kube: KubeReader,
  { cluster, environment, namespace }: Place,
  hosts: readonly string[],
  own: string,
): HostCheck[] {
  const reader = kube.cluster(cluster);
  const isKnown = reader?.kindState('ingresses').kind === 'live';
  const others = (reader?.list('ingresses') ?? []).filter(
    ({ metadata }) =>
      metadata?.namespace !== namespace || metadata.name !== own,
  );
  const taken = new Set(
    others.flatMap(({ spec }) =>
      (spec?.rules ?? []).flatMap(({ host }) =>
        host ? [host.toLowerCase()] : [],
      ),
    ),
  );
  return hosts.map(host => {
    const at = { check: 'host', environment, host } as const;
    if (taken.has(host)) {
      const message = `The address ${host} is in use in ${cluster}`;
      return { ...at, ok: false, message, found: 'taken' };
    }
    if (!isKnown) {
      const message = `Whether ${host} is in use in ${cluster} cannot be seen`;
      return { ...at, ok: true, message, found: 'unknown' };
    }
    const message = `The address ${host} is free`;
    return { ...at, ok: true, message, found: 'free' };
  });
}
