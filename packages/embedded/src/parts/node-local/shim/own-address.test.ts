import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { waitUntil } from '../../../platform/wait.ts';
import { compileOwnAddress } from './compile.ts';

const run = promisify(execFile);
/** A pod's addresses that no platform gives: their third number is its last. */
const POD_A = '127.254.255.1';
const POD_B = '127.254.255.2';
const PATIENCE_MS = 30_000;

const NODE = `require('http').createServer((q, r) => r.end(process.env.POD))
  .listen(PORT, HOST)`;
const PYTHON = `
import http.server, os, socket
class Handler(http.server.BaseHTTPRequestHandler):
  def do_GET(self):
    self.send_response(200); self.end_headers()
    self.wfile.write(os.environ['POD'].encode())
class Server(http.server.HTTPServer):
  address_family = socket.FAMILY
Server(('HOST', PORT), Handler).serve_forever()`;
const JAVA = `import com.sun.net.httpserver.HttpServer;
public class Web { public static void main(String[] a) throws Exception {
  HttpServer s = HttpServer.create(new java.net.InetSocketAddress(PORT), 0);
  s.createContext("/", e -> { byte[] b = System.getenv("POD").getBytes();
    e.sendResponseHeaders(200, b.length); e.getResponseBody().write(b); e.close(); });
  s.start(); } }`;

const node = (host: string) => [
  process.execPath,
  '-e',
  NODE.replace('HOST', host),
];
const python = (host: string, family: string) => [
  'python3',
  '-c',
  PYTHON.replace('HOST', host).replace('FAMILY', family),
];

const programs: readonly (readonly [string, readonly string[]])[] = [
  ['Node.js on 0.0.0.0', node("'0.0.0.0'")],
  ['Node.js on ::', node("'::'")],
  ['Node.js on its default', node('undefined')],
  ['Python on 0.0.0.0', python('0.0.0.0', 'AF_INET')],
  ['Python on ::', python('::', 'AF_INET6')],
];

describe('programs that listen on every address', () => {
  let folder = '';
  let library = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pilothouse-own-address-'));
    library = await compileOwnAddress(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const environment = (address: string) => ({
    PATH: process.env.PATH,
    POD: address,
    PILOTHOUSE_BIND_ADDRESS: address,
    LD_PRELOAD: library,
  });

  function start(command: readonly string[], address: string) {
    const [program = '', ...args] = command;
    const env = environment(address);
    return spawn(program, args, { env, stdio: 'inherit' });
  }

  /** What a program inside a pod gets from an address. */
  async function asked(url: string, pod: string): Promise<string> {
    const script = `fetch('${url}').then(r => r.text()).then(t => process.stdout.write(t))`;
    const options = { env: environment(pod) };
    const { stdout } = await run(process.execPath, ['-e', script], options);
    return stdout;
  }

  async function sideBySide(command: (port: number) => readonly string[]) {
    const port = await freePort();
    const pods = [POD_A, POD_B];
    const children = pods.map(pod => start(command(port), pod));
    try {
      for (const pod of pods) {
        const url = `http://${pod}:${port}/`;
        await waitUntil(() => answers(url), AbortSignal.timeout(PATIENCE_MS));
        assert.equal(await (await fetch(url)).text(), pod);
        assert.equal(await asked(`http://localhost:${port}/`, pod), pod);
        assert.equal(await asked(`http://127.0.0.1:${port}/`, pod), pod);
      }
      assert.equal(await answers(`http://127.0.0.1:${port}/`), false);
    } finally {
      children.forEach(child => child.kill('SIGKILL'));
    }
  }

  for (const [name, command] of programs) {
    test(`${name} run side by side, and each finds itself at localhost`, () =>
      sideBySide(port => command.map(arg => arg.replace('PORT', `${port}`))));
  }

  const jdk = spawnSync('javac', ['-version']).status === 0;
  test('Java runs side by side', { skip: !jdk && 'no JDK here' }, () =>
    sideBySide(port => ['java', javaSource(port)]),
  );

  function javaSource(port: number): string {
    const file = join(folder, 'Web.java');
    spawnSync('tee', [file], { input: JAVA.replace('PORT', `${port}`) });
    return file;
  }

  test('the machine is reached at localhost where the pod has no such port', async () => {
    const server = createServer(socket =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nmachine'),
    );
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    try {
      assert.equal(await asked(`http://localhost:${port}/`, POD_A), 'machine');
    } finally {
      server.close();
    }
  });

  const bound: readonly (readonly [string, string, string])[] = [
    ['an address of its own choice', "'127.0.0.1', PORT", '127.0.0.1'],
    ['any free port', "'0.0.0.0', 0", '0.0.0.0'],
    ['every address', "'0.0.0.0', PORT", POD_A],
  ];
  for (const [name, where, expected] of bound) {
    test(`a program that binds ${name} is on ${expected}`, async () => {
      const at = where.replace('PORT', `${await freePort()}`);
      const script = `import socket\ns = socket.socket()\ns.bind((${at}))\nprint(s.getsockname()[0])`;
      const options = { env: environment(POD_A) };
      const { stdout } = await run('python3', ['-c', script], options);
      assert.equal(stdout.trim(), expected);
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    response => response.ok,
    () => false,
  );
}
