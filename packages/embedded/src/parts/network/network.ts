import { once } from 'node:events';
import type { Server } from 'node:http';
import { EMPTY_INDEX } from '../../kube/endpoints.ts';
import type { KubeRest } from '../../kube/rest.ts';
import { followIngresses, type IngressView } from '../ingress/ingress-view.ts';
import { RequestCounts } from '../ingress/request-counts.ts';
import { createIngressServer } from '../ingress/server.ts';
import { ClusterIps } from './cluster-ips.ts';
import { serviceDestination, type NetworkState } from './destination.ts';
import { startEgressProxy } from './egress-proxy.ts';
import { ownPages } from './own-pages.ts';
import { createServiceProxy } from './service-proxy.ts';
import { followServices, type ServiceView } from './service-view.ts';
import type { NetworkSettings } from './settings.ts';

export type Log = (message: string) => void;

/** Clients of the API server, one for each identity. */
export interface Clients {
  readonly network: KubeRest;
  readonly ingress: KubeRest;
}

const RETRY_MS = 10_000;

/**
 * Everything that answers for the cluster's addresses. `open` makes it answer, before
 * there is an API server; `follow` fills it once there are credentials for one.
 */
export class Network {
  readonly #settings: NetworkSettings;
  readonly #log: Log;
  readonly #abort = new AbortController();
  readonly #counts = new RequestCounts();
  readonly #clusterIps: ClusterIps;
  readonly #servers: Server[] = [];
  #services?: ServiceView;
  #ingresses?: IngressView;
  #reconciling = false;

  constructor(settings: NetworkSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
    this.#clusterIps = new ClusterIps(() => this.#state());
  }

  /** @throws when an address or the socket is taken */
  async open(): Promise<void> {
    const { egressSocket, serviceProxy, ingress } = this.#settings;
    const state = () => this.#state();
    this.#servers.push(await startEgressProxy(egressSocket, state));
    await this.#listen(createServiceProxy(state, this.#pages()), serviceProxy);
    const server = createIngressServer({
      table: () => this.#ingresses?.table(),
      destination: ({ namespace, service, port }) =>
        serviceDestination(this.#state(), namespace, service, port),
      counts: this.#counts,
      port: ingress.port,
    });
    await this.#listen(server, ingress);
  }

  /** Starts following Services and Ingresses. */
  follow(clients: Clients): void {
    const { signal } = this.#abort;
    const onFailure = (what: string, message: string) =>
      this.#log(`cannot follow ${what}: ${message}`);
    const services = followServices(clients.network, {
      signal,
      onChange: () => this.#reconcileSoon(),
      onFailure,
    });
    const ingresses = followIngresses(clients.ingress, {
      signal,
      address: { hostname: 'localhost', port: this.#settings.ingress.port },
      onFailure,
      onProblem: ({ ingress, message }) =>
        this.#log(`ingress ${ingress}: ${message}`),
    });
    this.#services = services;
    this.#ingresses = ingresses;
    const timer = setInterval(() => {
      this.#clusterIps.retryRefused();
      ingresses.tellAddresses();
    }, RETRY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Stops answering; open connections are cut. */
  close(): void {
    this.#abort.abort();
    this.#clusterIps.close();
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  async #listen(
    server: Server,
    { host, port }: { host: string; port: number },
  ): Promise<void> {
    server.listen(port, host);
    await once(server, 'listening');
    this.#servers.push(server);
  }

  #state(): NetworkState {
    const { podPrefix, serviceCidr, apiServer } = this.#settings;
    return {
      index: this.#services?.index() ?? EMPTY_INDEX,
      synced: this.#services?.synced() ?? false,
      podPrefix,
      serviceCidr,
      apiServer,
    };
  }

  #reconcileSoon(): void {
    if (this.#reconciling) return;
    this.#reconciling = true;
    setImmediate(() => {
      this.#reconciling = false;
      if (!this.#abort.signal.aborted) this.#clusterIps.reconcile();
    });
  }

  #pages() {
    return ownPages({
      follows: () => ({
        services: undefined,
        endpointslices: undefined,
        ...this.#services?.states(),
        ingresses: this.#ingresses?.state(),
      }),
      listeners: () => this.#clusterIps.states(),
      problems: () => this.#ingresses?.table()?.problems ?? [],
      metrics: () => this.#counts.text(),
    });
  }
}
