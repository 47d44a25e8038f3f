import type { EndpointIndex } from '../../kube/endpoints.ts';
import { classifyAddress, type NetworkRanges } from './addresses.ts';

/** One address that a Service should be answered at. */
export interface WantedListener {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
  readonly service: string;
  /** Port of the Service that connections are for. */
  readonly servicePort: number;
}

/** `host:port` of a listener; no two share one. */
export function listenerKey({ host, port }: WantedListener): string {
  return `${host}:${port}`;
}

/**
 * Every address at which Services want to be answered: each TCP port on its ClusterIP,
 * and node ports on 127.0.0.1.
 */
export function wantedListeners(
  { services }: EndpointIndex,
  ranges: NetworkRanges,
): Map<string, WantedListener> {
  const wanted = [...services.values()].flatMap(
    ({ namespace, name, clusterIP, ports }) =>
      ports
        .filter(({ protocol }) => protocol === 'TCP')
        .flatMap(({ port, nodePort }) => {
          const of = { namespace, service: name, servicePort: port };
          const own =
            clusterIP && classifyAddress(clusterIP, ranges).kind === 'service'
              ? [{ ...of, host: clusterIP, port }]
              : [];
          const node = nodePort
            ? [{ ...of, host: '127.0.0.1', port: nodePort }]
            : [];
          return [...own, ...node];
        }),
  );
  return new Map(wanted.map(listener => [listenerKey(listener), listener]));
}
