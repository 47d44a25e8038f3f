import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A wire to a server that can be cut: it then carries nothing, and says nothing either. Held,
 * it carries later what it is given meanwhile.
 */
export class Wire {
  readonly #server = createServer(socket => this.#join(socket));
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #cut = false;
  #held: Socket[] | undefined;

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

  /** Carries nothing until it is released. */
  hold(): void {
    this.#held ??= [];
    for (const socket of this.#sockets) socket.pause();
  }

  /** Carries what it was given while it was held. */
  release(): void {
    const waiting = this.#held ?? [];
    this.#held = undefined;
    for (const socket of waiting) this.#carry(socket);
    for (const socket of this.#sockets) socket.resume();
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
    } else if (this.#held) {
      this.#held.push(this.#keep(near).pause());
    } else {
      this.#carry(this.#keep(near));
    }
  }

  #carry(near: Socket): void {
    const far = connect(this.#port, '127.0.0.1');
    near.pipe(this.#keep(far)).pipe(near);
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
