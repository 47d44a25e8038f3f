import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { KubeRequest, KubeRest } from '../../kube/rest.ts';
import { host, reachableAt, type HostedContext } from './hosted.ts';

const kinds = ['widgets', 'gadgets'].map(plural => ({
  apiVersion: 'example.org/v1',
  kind: 'Any',
  plural,
}));

let stop: AbortController;
let logged: string[];
/** What is heard of a change, by the path of what is followed. */
let followed: Map<string, (line: string) => void>;

beforeEach(() => {
  stop = new AbortController();
  logged = [];
  followed = new Map();
});
afterEach(() => stop.abort());

/** An API server that has none of the resources yet. */
function context(): HostedContext {
  const rest: KubeRest = {
    async json<T>() {
      return { items: [], metadata: { resourceVersion: '1' } } as T;
    },
    lines: (path, { signal }: KubeRequest, onLine) =>
      new Promise(resolve => {
        followed.set(path, onLine);
        signal?.addEventListener('abort', () => {
          followed.delete(path);
          resolve();
        });
      }),
    close: () => {},
  };
  return {
    rest,
    signal: stop.signal,
    log: message => void logged.push(message),
    dir: '/nowhere',
    folders: { cacheDir: '/nowhere', imagesDir: '/nowhere' },
    podPrefix: '127.1',
    etcdProgram: '/nowhere/etcd',
  };
}

const settled = () => new Promise(setImmediate);

async function order(path: string): Promise<void> {
  while (!followed.has(path)) await settled();
  const object = { metadata: { namespace: 'shop', name: 'one' } };
  followed.get(path)?.(JSON.stringify({ type: 'ADDED', object }));
}

function operatorOf(start: (context: HostedContext) => Promise<void>) {
  const about = { name: 'test', runs: 'Tests 1', folder: '/nowhere' };
  return { ...about, resources: kinds, start };
}

test('an operator sleeps until there is one of its resources', async () => {
  let started = 0;
  const hosted = host(
    operatorOf(async () => void (started += 1)),
    context(),
  );
  while (followed.size < kinds.length) await settled();
  assert.equal(started, 0);
  await order('/apis/example.org/v1/gadgets');
  await hosted;
  assert.equal(started, 1);
  assert.equal(followed.size, 0);
});

test('one that cannot start is tried again, and what it had begun ends', async () => {
  const attempts: AbortSignal[] = [];
  const hosted = host(
    operatorOf(async ({ signal }) => {
      attempts.push(signal);
      if (attempts.length === 1) throw new Error('the port is taken');
    }),
    context(),
  );
  await order('/apis/example.org/v1/widgets');
  await hosted;
  assert.deepEqual(
    attempts.map(({ aborted }) => aborted),
    [true, false],
  );
  assert.match(logged[0] ?? '', /not started.*the port is taken/);
  assert.equal(logged[1], 'started');
});

const addresses: readonly [string | undefined, string | undefined][] = [
  ['10.244.3.7', '127.1.3.7'],
  [undefined, undefined],
];

for (const [podIp, expected] of addresses) {
  test(`a pod of the address ${podIp} is reached at ${expected}`, () => {
    assert.equal(reachableAt('127.1', podIp), expected);
  });
}
