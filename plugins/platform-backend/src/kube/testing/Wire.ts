import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to a server that can be cut: it then carries nothing, and says nothing either. */
export class Wire {
  readonly #server = createServer(socket => this.#join(socket));
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #cut = false;

  private constructor(target: URL) {
    this.#port = Number(target.port);
  }

  static async to(url: string): Promise<Wire> {
    const wire = new Wire(new URL(url));
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** Carries new connections again; the old ones stay dead. */
  mend(): void {
    this.#cut = false;
  }

  /** Breaks all connections. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #join(near: Socket): void {
    if (this.#cut) {
      this.#keep(near).pause();
      return;
    }
    const far = connect(this.#port, '127.0.0.1');
    this.#keep(near).pipe(this.#keep(far)).pipe(near);
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
