import { createServer, type Server, type Socket } from 'node:net';
import { serviceDestination, type NetworkState } from './destination.ts';
import { dial } from './dial.ts';
import { wantedListeners, type WantedListener } from './listeners.ts';
import { tunnel } from './tunnel.ts';

/** A Service's address, and whether this machine lets us answer there. */
export interface ListenerState extends WantedListener {
  readonly state: 'starting' | 'listening' | 'refused';
  /** Why it is refused, in words, with what to do instead. */
  readonly detail?: string;
}

interface Kept {
  readonly wanted: WantedListener;
  readonly server: Server;
  readonly sockets: Set<Socket>;
  state: ListenerState['state'];
  detail?: string;
}

/** Answers at the addresses of Services, and forwards to their ready endpoints. */
export class ClusterIps {
  readonly #kept = new Map<string, Kept>();
  readonly #state: () => NetworkState;

  constructor(state: () => NetworkState) {
    this.#state = state;
  }

  /** Opens and closes listeners so that they are those of the current index. */
  reconcile(): void {
    const state = this.#state();
    const wanted = wantedListeners(state.index, state);
    for (const [key, kept] of this.#kept) {
      if (!sameService(wanted.get(key), kept.wanted)) {
        close(kept);
        this.#kept.delete(key);
      }
    }
    for (const [key, listener] of wanted) {
      if (!this.#kept.has(key)) this.#kept.set(key, this.#open(listener));
    }
  }

  /** Tries again where another program was in the way. */
  retryRefused(): void {
    for (const [key, kept] of this.#kept) {
      if (kept.state === 'refused') this.#kept.delete(key);
    }
    this.reconcile();
  }

  /** Every wanted address with its state. */
  states(): ListenerState[] {
    return [...this.#kept.values()].map(({ wanted, state, detail }) => ({
      ...wanted,
      state,
      detail,
    }));
  }

  close(): void {
    this.#kept.forEach(close);
    this.#kept.clear();
  }

  #open(wanted: WantedListener): Kept {
    const sockets = new Set<Socket>();
    const server = createServer(
      { allowHalfOpen: true, noDelay: true },
      client => void this.#serve(wanted, client, sockets),
    );
    const kept: Kept = { wanted, server, sockets, state: 'starting' };
    server.on('error', (error: NodeJS.ErrnoException) => {
      kept.state = 'refused';
      kept.detail = explain(wanted, error);
    });
    server.listen(wanted.port, wanted.host, () => {
      kept.state = 'listening';
    });
    return kept;
  }

  async #serve(
    { namespace, service, servicePort }: WantedListener,
    client: Socket,
    sockets: Set<Socket>,
  ): Promise<void> {
    const gone = new AbortController();
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.once('close', () => {
      sockets.delete(client);
      gone.abort();
    });
    const state = this.#state();
    const destination = serviceDestination(
      state,
      namespace,
      service,
      servicePort,
    );
    if (destination.kind === 'refused') {
      client.resetAndDestroy();
      return;
    }
    try {
      const { socket } = await dial(destination.targets, {
        signal: gone.signal,
      });
      tunnel(client, socket);
    } catch {
      client.resetAndDestroy();
    }
  }
}

function sameService(one: WantedListener | undefined, other: WantedListener) {
  return (
    one?.namespace === other.namespace &&
    one.service === other.service &&
    one.servicePort === other.servicePort
  );
}

function close({ server, sockets }: Kept): void {
  server.close();
  sockets.forEach(socket => socket.destroy());
}

function explain({ host, port }: WantedListener, error: NodeJS.ErrnoException) {
  switch (error.code) {
    case 'EACCES':
      return `Ordinary users may not listen on port ${port} here (net.ipv4.ip_unprivileged_port_start); use the service proxy, or a port from 1024 on.`;
    case 'EADDRINUSE':
      return `Another program listens on ${host}:${port} or on that port of every address.`;
    default:
      return `Cannot listen on ${host}:${port}: ${
        error.code ?? error.message
      }.`;
  }
}
