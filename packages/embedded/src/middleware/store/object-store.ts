import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** How long a signed address holds. */
const VALID_MS = 60 * 60_000;
/** Namespace, uid of a Backup, and which half of it. */
const OBJECT = /^\/([a-z0-9-]+)\/([a-f0-9-]{36})\/(data|wal)$/;

export interface StoreOptions {
  /** Folder of the objects. */
  readonly dir: string;
  readonly host: string;
  readonly port: number;
  /** Key of the signatures. */
  readonly key: string;
}

/**
 * A folder that stands for object storage. Whoever has a signed address may write or read
 * that one object for an hour, as with the signed addresses of S3; nobody else may anything.
 */
export class ObjectStore {
  readonly #options: StoreOptions;
  readonly #server: Server;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#server = createServer((incoming, outgoing) => {
      this.#answer(incoming, outgoing).catch((error: unknown) => {
        if (!outgoing.headersSent) outgoing.writeHead(500);
        outgoing.end(String(error));
      });
    });
  }

  get url(): string {
    const { host, port } = this.#options;
    const bound = this.#server.address();
    const actual = typeof bound === 'object' ? bound?.port : undefined;
    return `http://${host}:${actual ?? port}/`;
  }

  async open(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
  }

  /** Signed addresses of both halves of a backup. */
  sign(method: 'GET' | 'PUT', namespace: string, uid: string) {
    const expires = String(Date.now() + VALID_MS);
    const address = (half: string) => {
      const path = `/${namespace}/${uid}/${half}`;
      const query = new URLSearchParams({
        expires,
        signature: this.#signature(method, path, expires),
      });
      return `${this.url.slice(0, -1)}${path}?${query}`;
    };
    return { data: address('data'), wal: address('wal') };
  }

  /** Removes the objects of backups that are no more. */
  async keepOnly(uids: ReadonlySet<string>): Promise<void> {
    const { dir } = this.#options;
    for (const namespace of await readdir(dir).catch(() => [])) {
      for (const uid of await readdir(join(dir, namespace))) {
        if (!uids.has(uid)) {
          await rm(join(dir, namespace, uid), { recursive: true, force: true });
        }
      }
    }
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #signature(method: string, path: string, expires: string): string {
    return createHmac('sha256', this.#options.key)
      .update(`${method}\n${path}\n${expires}`)
      .digest('base64url');
  }

  #allows(method: string, url: URL): boolean {
    const expires = url.searchParams.get('expires') ?? '';
    const given = Buffer.from(url.searchParams.get('signature') ?? '');
    const right = Buffer.from(this.#signature(method, url.pathname, expires));
    return (
      given.length === right.length &&
      timingSafeEqual(given, right) &&
      Number(expires) > Date.now()
    );
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const url = new URL(incoming.url ?? '/', this.url);
    const method = incoming.method ?? '';
    // Who may write may also ask whether they may.
    const allowed = this.#allows(method === 'OPTIONS' ? 'PUT' : method, url);
    if (!OBJECT.test(url.pathname) || !allowed) {
      outgoing
        .writeHead(403)
        .end('The address is not signed, or no longer valid.');
      return;
    }
    const path = join(this.#options.dir, url.pathname);
    switch (method) {
      case 'OPTIONS':
        outgoing.writeHead(200).end();
        return;
      case 'PUT':
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await pipeline(
          incoming,
          createWriteStream(`${path}.partial`, { mode: 0o600 }),
        );
        await rename(`${path}.partial`, path);
        outgoing.writeHead(200).end();
        return;
      case 'GET': {
        const found = await stat(path).catch(() => undefined);
        if (!found) {
          outgoing.writeHead(404).end('There is no such object.');
          return;
        }
        outgoing.writeHead(200, { 'Content-Length': found.size });
        await pipeline(createReadStream(path), outgoing);
        return;
      }
      default:
        outgoing.writeHead(405).end();
    }
  }
}
