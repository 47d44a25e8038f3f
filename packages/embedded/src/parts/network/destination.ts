import {
  select,
  type Endpoint,
  type EndpointIndex,
  type PortReference,
  type Selection,
} from '../../kube/endpoints.ts';
import { classifyAddress, type NetworkRanges } from './addresses.ts';
import { clusterNames, type ClusterName } from './names.ts';

/** One address to dial, and what it is called in messages. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly label: string;
}

/** Where a connection goes, or a sentence that says why it goes nowhere. */
export type Destination =
  | { readonly kind: 'targets'; readonly targets: readonly Target[] }
  | {
      readonly kind: 'refused';
      /** HTTP status that fits: 403, 502 or 503. */
      readonly status: number;
      readonly message: string;
    };

/** All that decides where a connection goes. */
export interface NetworkState extends NetworkRanges {
  readonly index: EndpointIndex;
  /** Whether the index is complete; before, nothing can be said to be missing. */
  readonly synced: boolean;
  /** Dialled for the Service `default/kubernetes`, which has no endpoints here. */
  readonly apiServer: { readonly host: string; readonly port: number };
}

const MAX_ALIASES = 4;
const ONLY_CLUSTER =
  'This proxy leads only to services, pods and loopback; exclude other hosts with NO_PROXY.';

/** Where a connection to a host name or address goes. */
export function destinationOf(
  state: NetworkState,
  host: string,
  port: number,
  namespace?: string,
): Destination {
  return judged(state, follow(state, host, port, namespace, MAX_ALIASES));
}

/** Where a connection to a port of a Service goes. */
export function serviceDestination(
  state: NetworkState,
  namespace: string,
  service: string,
  port: PortReference,
): Destination {
  const name = { kind: 'service', namespace, service } as const;
  return judged(state, ofName(state, name, port, MAX_ALIASES));
}

function judged(
  { synced }: NetworkState,
  destination: Destination,
): Destination {
  return synced || destination.kind === 'targets' || destination.status === 403
    ? destination
    : refused(
        503,
        'The Services are not known yet: the API server has not answered.',
      );
}

function follow(
  state: NetworkState,
  host: string,
  port: number,
  namespace: string | undefined,
  aliases: number,
): Destination {
  if (host === 'localhost') return one('127.0.0.1', port);
  const address = classifyAddress(host, state);
  switch (address.kind) {
    case 'pod':
    case 'loopback':
      return one(address.dial, port, host);
    case 'service': {
      const service = state.index.byClusterIP.get(host);
      return service
        ? serviceDestination(state, service.namespace, service.name, port)
        : refused(502, `No Service has the address ${host}.`);
    }
    default:
      return byName(state, host, port, namespace, aliases);
  }
}

function byName(
  state: NetworkState,
  host: string,
  port: number,
  namespace: string | undefined,
  aliases: number,
): Destination {
  const names = clusterNames(host, namespace);
  const known = names.find(name => exists(state, name));
  return known ? ofName(state, known, port, aliases) : unknownName(host, names);
}

function exists({ index }: NetworkState, name: ClusterName): boolean {
  return (
    name.kind === 'pod' ||
    index.services.has(`${name.namespace}/${name.service}`)
  );
}

function unknownName(host: string, names: readonly ClusterName[]): Destination {
  const meant = names.find(name => name.kind === 'service' && !name.hostname);
  if (meant?.kind === 'service') {
    return refused(
      502,
      `Nothing in the cluster is called ${host}: namespace ${meant.namespace} has no Service ${meant.service}. ${ONLY_CLUSTER}`,
    );
  }
  return /^[a-z0-9-]+$/i.test(host)
    ? refused(
        502,
        `"${host}" lacks its namespace: ask for ${host}.<namespace>, or name the namespace as the user of the proxy's URL.`,
      )
    : refused(403, `${host} is not in the cluster. ${ONLY_CLUSTER}`);
}

function ofName(
  state: NetworkState,
  name: ClusterName,
  port: PortReference,
  aliases: number,
): Destination {
  if (name.kind === 'pod') {
    const address = classifyAddress(name.address, state);
    return address.kind === 'pod'
      ? one(address.dial, Number(port), name.address)
      : refused(502, `No pod has the address ${name.address}.`);
  }
  const { namespace, service, hostname } = name;
  const chosen = select(state.index, namespace, service, port, hostname);
  if (
    namespace === 'default' &&
    service === 'kubernetes' &&
    chosen.kind === 'none-ready'
  ) {
    return one(state.apiServer.host, state.apiServer.port, 'the API server');
  }
  if (chosen.kind === 'external') {
    return aliases > 0
      ? follow(state, chosen.host, Number(port), namespace, aliases - 1)
      : refused(
          502,
          `Service ${namespace}/${service} is an alias of an alias, too often.`,
        );
  }
  return ofSelection(state, `${namespace}/${service}`, port, chosen, hostname);
}

function ofSelection(
  state: NetworkState,
  service: string,
  port: PortReference,
  chosen: Exclude<Selection, { kind: 'external' }>,
  hostname?: string,
): Destination {
  switch (chosen.kind) {
    case 'unknown-service':
      return refused(502, `There is no Service ${service}.`);
    case 'unknown-port': {
      const known = chosen.known.map(({ name, port: number }) =>
        name ? `${number} (${name})` : `${number}`,
      );
      return refused(
        502,
        `Service ${service} has no TCP port ${port}; it has ${
          known.join(', ') || 'none'
        }.`,
      );
    }
    case 'none-ready': {
      const whose = hostname
        ? `Pod ${hostname} of Service ${service}`
        : `Service ${service}`;
      const others = chosen.notReady
        ? `${chosen.notReady} pod(s) are not ready`
        : 'no pod matches its selector';
      return refused(503, `${whose} has no ready endpoint: ${others}.`);
    }
    default:
      return reachable(state, service, chosen.endpoints);
  }
}

function reachable(
  state: NetworkState,
  service: string,
  endpoints: readonly Endpoint[],
): Destination {
  const targets = endpoints.flatMap(({ address, port, pod, node }) => {
    const found = classifyAddress(address, state);
    const label = `${pod ?? address}${node ? ` on ${node}` : ''}`;
    return 'dial' in found ? [{ host: found.dial, port, label }] : [];
  });
  if (targets.length > 0) return { kind: 'targets', targets };
  const nodes = [...new Set(endpoints.map(({ node }) => node ?? 'no node'))];
  return refused(
    503,
    `Service ${service} is ready, but nothing answers for its pods on ${nodes.join(
      ', ',
    )}: they are simulated or outside of this machine.`,
  );
}

function one(host: string, port: number, label = host): Destination {
  return { kind: 'targets', targets: [{ host, port, label }] };
}

function refused(status: number, message: string): Destination {
  return { kind: 'refused', status, message };
}
