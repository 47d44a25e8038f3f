/** How many consecutive ports one instance takes, counted from the portal's. */
export const PORTS_PER_INSTANCE = 16;

const HOST = '127.0.0.1';

/** Where everything of one instance listens. All of it is loopback. */
export interface Addresses {
  readonly host: string;
  readonly portal: number;
  readonly userCenter: number;
  readonly ingress: number;
  readonly apiServer: number;
  readonly etcdClient: number;
  readonly etcdPeer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kubelet: number;
  readonly kwok: number;
  /** HTTP proxy through which process pods reach services by name. */
  readonly serviceProxy: number;
  readonly etcdMetrics: number;
  readonly registry: number;
  /** The registry behind that one, which keeps the images. */
  readonly registryStore: number;
  readonly git: number;
  readonly ciServer: number;
  /** Pods report `10.244.a.b` and their processes bind `<podPrefix>.a.b`. */
  readonly podPrefix: string;
  /** ClusterIPs are taken from this loopback range, so that they can be bound for real. */
  readonly serviceCidr: string;
}

/**
 * Derives every address of an instance from the portal's port, so that instances do not
 * meet: their ports must be at least 16 apart. The loopback ranges repeat every 1,920 ports.
 *
 * @param port - the portal's port, 1024 to 65519
 */
export function addressesFor(port: number): Addresses {
  const instance = Math.floor(port / PORTS_PER_INSTANCE) % 120;
  const names = [
    'portal',
    'userCenter',
    'ingress',
    'apiServer',
    'etcdClient',
    'etcdPeer',
    'controllerManager',
    'scheduler',
    'kubelet',
    'kwok',
    'serviceProxy',
    'etcdMetrics',
    'registry',
    'git',
    'ciServer',
    'registryStore',
  ] as const;
  const ports = Object.fromEntries(
    names.map((name, offset) => [name, port + offset]),
  ) as Record<(typeof names)[number], number>;
  return {
    host: HOST,
    ...ports,
    podPrefix: `127.${1 + instance}`,
    serviceCidr: `127.${128 + instance}.0.0/16`,
  };
}

/** Every port that the instance itself listens on. */
export function portsOf(addresses: Addresses): number[] {
  return Object.values(addresses).filter(value => typeof value === 'number');
}
