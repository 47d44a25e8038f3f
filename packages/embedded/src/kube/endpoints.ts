import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import type { Wire } from './wire.ts';

export type ServiceObject = Wire<V1Service>;
export type EndpointSliceObject = Wire<V1EndpointSlice>;

/** One address behind a service. Addresses are as Kubernetes reports them (10.244.a.b). */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly pod?: string;
  /** Name in the DNS of a headless service, for example `kafka-0`. */
  readonly hostname?: string;
  readonly node?: string;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly nodePort?: number;
}

/** What a proxy needs of a Service. */
export interface ServiceEntry {
  readonly namespace: string;
  readonly name: string;
  /** Undefined for headless and ExternalName services. */
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly ports: readonly ServicePort[];
}

interface SliceEntry {
  readonly service: string;
  /** By name of the service port. */
  readonly ports: ReadonlyMap<string, number>;
  readonly endpoints: readonly SliceEndpoint[];
}

interface SliceEndpoint {
  readonly address: string;
  readonly ready: boolean;
  readonly draining: boolean;
  readonly pod?: string;
  readonly hostname?: string;
  readonly node?: string;
}

/** Services and the endpoints behind them; never changed in place. */
export interface EndpointIndex {
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, ServiceEntry>;
  readonly byClusterIP: ReadonlyMap<string, ServiceEntry>;
  /** By `namespace/name` of the service, then by name of the slice. */
  readonly slices: ReadonlyMap<string, ReadonlyMap<string, SliceEntry>>;
}

export const EMPTY_INDEX: EndpointIndex = {
  services: new Map(),
  byClusterIP: new Map(),
  slices: new Map(),
};

export type Changed<T> = {
  readonly kind: 'changed' | 'removed';
  readonly object: T;
};

/** A service port as a caller names it: its number or its name. */
export type PortReference = number | string;

/** Where a service port leads, or why it leads nowhere. */
export type Selection =
  | { readonly kind: 'endpoints'; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'external'; readonly host: string }
  | { readonly kind: 'unknown-service' }
  | { readonly kind: 'unknown-port'; readonly known: readonly ServicePort[] }
  | { readonly kind: 'none-ready'; readonly notReady: number };

/** Key of a namespaced object. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** The index after a Service was seen, changed or removed. */
export function withService(
  index: EndpointIndex,
  { kind, object }: Changed<ServiceObject>,
): EndpointIndex {
  const entry = serviceEntry(object);
  const key = keyOf(entry.namespace, entry.name);
  const services = new Map(index.services);
  const byClusterIP = new Map(index.byClusterIP);
  const before = services.get(key);
  if (before?.clusterIP) byClusterIP.delete(before.clusterIP);
  services.delete(key);
  if (kind === 'changed') {
    services.set(key, entry);
    if (entry.clusterIP) byClusterIP.set(entry.clusterIP, entry);
  }
  return { ...index, services, byClusterIP };
}

/** The index after an EndpointSlice was seen, changed or removed. */
export function withSlice(
  index: EndpointIndex,
  { kind, object }: Changed<EndpointSliceObject>,
): EndpointIndex {
  const { name = '', namespace = '' } = object.metadata ?? {};
  const slices = new Map(index.slices);
  const id = keyOf(namespace, name);
  for (const [service, known] of slices) {
    if (known.has(id)) {
      const rest = new Map(known);
      rest.delete(id);
      if (rest.size > 0) slices.set(service, rest);
      else slices.delete(service);
    }
  }
  const entry = kind === 'changed' ? sliceEntry(object) : undefined;
  if (entry) {
    slices.set(
      entry.service,
      new Map(slices.get(entry.service)).set(id, entry),
    );
  }
  return { ...index, slices };
}

/**
 * Endpoints to which a connection to a service port may go: the ready ones; when there
 * are none, those that end but still serve, as kube-proxy does.
 *
 * @param hostname - only the pod of that name, for the DNS names of headless services
 */
export function select(
  index: EndpointIndex,
  namespace: string,
  name: string,
  port: PortReference,
  hostname?: string,
): Selection {
  const service = index.services.get(keyOf(namespace, name));
  if (!service) return { kind: 'unknown-service' };
  if (service.externalName)
    return { kind: 'external', host: service.externalName };
  const known = findPort(service, port);
  const headless = service.clusterIP === undefined;
  if (!known && !(headless && typeof port === 'number')) {
    return { kind: 'unknown-port', known: service.ports };
  }
  const candidates = sliceEndpoints(index, service).flatMap(
    ({ slice, endpoint }) => {
      if (hostname !== undefined && endpoint.hostname !== hostname) return [];
      const target = known ? slice.ports.get(known.name) : Number(port);
      return target === undefined ? [] : [{ ...endpoint, port: target }];
    },
  );
  const ready = candidates.filter(endpoint => endpoint.ready);
  const usable =
    ready.length > 0 ? ready : candidates.filter(endpoint => endpoint.draining);
  return usable.length > 0
    ? { kind: 'endpoints', endpoints: usable.map(publicEndpoint) }
    : { kind: 'none-ready', notReady: candidates.length };
}

function findPort(
  service: ServiceEntry,
  port: PortReference,
): ServicePort | undefined {
  return service.ports.find(
    candidate =>
      candidate.protocol === 'TCP' &&
      (candidate.port === port || candidate.name === port),
  );
}

function sliceEndpoints(index: EndpointIndex, service: ServiceEntry) {
  const key = keyOf(service.namespace, service.name);
  const slices = [...(index.slices.get(key)?.values() ?? [])];
  return slices.flatMap(slice =>
    slice.endpoints.map(endpoint => ({ slice, endpoint })),
  );
}

function publicEndpoint(endpoint: SliceEndpoint & { port: number }): Endpoint {
  const { address, port, pod, hostname, node } = endpoint;
  return { address, port, pod, hostname, node };
}

function serviceEntry({ metadata, spec }: ServiceObject): ServiceEntry {
  const clusterIP = spec?.clusterIP;
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    clusterIP: clusterIP && clusterIP !== 'None' ? clusterIP : undefined,
    externalName: spec?.type === 'ExternalName' ? spec.externalName : undefined,
    ports: (spec?.ports ?? []).map(port => ({
      name: port.name ?? '',
      port: port.port,
      protocol: port.protocol ?? 'TCP',
      nodePort: port.nodePort,
    })),
  };
}

function sliceEntry(slice: EndpointSliceObject): SliceEntry | undefined {
  const service = slice.metadata?.labels?.['kubernetes.io/service-name'];
  if (!service || slice.addressType !== 'IPv4') return undefined;
  const ports = (slice.ports ?? []).flatMap(({ name, port, protocol }) =>
    port !== undefined && (protocol ?? 'TCP') === 'TCP'
      ? [[name ?? '', port] as const]
      : [],
  );
  return {
    service: keyOf(slice.metadata?.namespace ?? '', service),
    ports: new Map(ports),
    endpoints: (slice.endpoints ?? []).flatMap(endpointsOf),
  };
}

function endpointsOf(
  endpoint: NonNullable<EndpointSliceObject['endpoints']>[number],
): SliceEndpoint[] {
  const {
    ready = true,
    serving = ready,
    terminating = false,
  } = endpoint.conditions ?? {};
  return endpoint.addresses.map(address => ({
    address,
    ready,
    draining: serving && terminating,
    pod:
      endpoint.targetRef?.kind === 'Pod' ? endpoint.targetRef.name : undefined,
    hostname: endpoint.hostname,
    node: endpoint.nodeName,
  }));
}
