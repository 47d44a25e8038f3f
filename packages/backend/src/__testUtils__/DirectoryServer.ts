import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const START_MS = 60_000;
const SUFFIX = 'dc=example,dc=com';
const ADMIN = `cn=admin,${SUFFIX}`;
const execute = promisify(execFile);

interface DirectoryOptions {
  /** Who may read it. */
  reader: string;
  /** What is in it, as LDIF. */
  entries: string;
  /** Whether the overlay `memberof` tells people their groups. */
  memberOf: boolean;
}

/** A real OpenLDAP on loopback, with a state of its own. */
export class DirectoryServer {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #state: string;

  private constructor(url: string, process: ChildProcess, state: string) {
    this.url = url;
    this.#process = process;
    this.#state = state;
  }

  /**
   * @param slapd - path of the program, installed or unpacked as Debian has it
   * @param options - what is in the directory, and for whom
   */
  static async start(
    slapd: string,
    { reader, entries, memberOf }: DirectoryOptions,
  ): Promise<DirectoryServer> {
    const prefix = resolve(slapd, '../../..');
    const env = { ...process.env, ...librariesBelow(prefix) };
    const state = await mkdtemp(join(tmpdir(), 'pilothouse-slapd-'));
    const password = randomBytes(24).toString('base64url');
    await mkdir(join(state, 'data'));
    const file = (name: string, text: string) =>
      writeFile(join(state, name), text, { mode: 0o600 });
    const settings = configuration(prefix, state, reader, password);
    const overlay = memberOf ? 'overlay memberof\n' : '';
    await file('slapd.conf', settings + overlay);
    await file('password', password);
    await file('entries.ldif', entries);
    const port = await freePort();
    const url = `ldap://127.0.0.1:${port}`;
    const child = spawn(
      slapd,
      ['-d', '0', '-h', url, '-f', join(state, 'slapd.conf')],
      { env, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const server = new DirectoryServer(url, child, state);
    try {
      await once(child, 'spawn');
      await server.#answers(port);
      // By the protocol: slapadd would go past the overlay that tells people their groups.
      await execute(
        join(prefix, 'usr/bin/ldapadd'),
        [
          ...['-x', '-H', url, '-D', ADMIN],
          ...['-y', join(state, 'password'), '-f', join(state, 'entries.ldif')],
        ],
        { env },
      );
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async stop(): Promise<void> {
    const { exitCode, pid, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await exit;
    }
    await rm(this.#state, { recursive: true, force: true });
  }

  async #answers(port: number): Promise<void> {
    const end = Date.now() + START_MS;
    while (!(await accepts(port))) {
      if (this.#process.exitCode !== null || Date.now() > end)
        throw new Error('slapd did not start');
      await delay(100);
    }
  }
}

function configuration(
  prefix: string,
  state: string,
  reader: string,
  password: string,
): string {
  const schemas = ['core', 'cosine', 'inetorgperson'].map(
    name => `include ${join(prefix, 'etc/ldap/schema', `${name}.schema`)}`,
  );
  return [
    ...schemas,
    `modulepath ${join(prefix, 'usr/lib/ldap')}`,
    'moduleload back_mdb',
    'moduleload memberof',
    'database mdb',
    `suffix ${SUFFIX}`,
    `directory ${join(state, 'data')}`,
    `rootdn ${ADMIN}`,
    `rootpw ${password}`,
    'access to attrs=userPassword by anonymous auth by * none',
    `access to * by dn.exact=${reader} read by * none`,
    '',
  ].join('\n');
}

/** Unpacked programs do not find the libraries that were unpacked with them. */
function librariesBelow(prefix: string): { LD_LIBRARY_PATH?: string } {
  const folder = join(prefix, 'usr/lib');
  if (prefix === '/' || !existsSync(folder)) return {};
  const folders = readdirSync(folder).map(name => join(folder, name));
  return { LD_LIBRARY_PATH: folders.join(':') };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address)
    throw new Error('No port is free');
  return address.port;
}
