import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError } from './rest.ts';
import {
  backoffMs,
  parseWatchLine,
  superviseWatch,
  type KubeObject,
  type ListWatch,
  type WatchEvent,
} from './watch.ts';
import { watchedSet } from './watched-set.ts';

const object = (name: string, version: string, uid = name): KubeObject => ({
  metadata: { name, namespace: 'ns', uid, resourceVersion: version },
});

/** A server whose lists and watches are played from a script, then stay open. */
function scripted(
  lists: (Error | KubeObject[])[],
  watches: ((
    emit: (event: WatchEvent<KubeObject>) => void,
    from: string,
  ) => void)[],
) {
  const asked: string[] = [];
  const source: ListWatch<KubeObject> = {
    async list() {
      asked.push('list');
      const next = lists.shift();
      if (next instanceof Error) throw next;
      return { items: next ?? [], resourceVersion: '10' };
    },
    async watch(version, emit, signal) {
      asked.push(`watch ${version}`);
      const next = watches.shift();
      if (next) {
        next(emit, version);
        return;
      }
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    },
  };
  return { source, asked };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'condition not met in time');
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('pauses double up to the limit, half of each left to chance', () => {
  const pauses = [1, 2, 3, 10, 1000].map(n => backoffMs(n, 100, 800, () => 1));
  assert.deepEqual(pauses, [100, 200, 400, 800, 800]);
  assert.equal(
    backoffMs(3, 100, 800, () => 0),
    200,
  );
});

test('an ERROR event and an unreadable line are errors', () => {
  const expired =
    '{"type":"ERROR","object":{"code":410,"reason":"Expired","message":"too old"}}';
  assert.throws(
    () => parseWatchLine(expired),
    (error: unknown) => error instanceof KubeError && error.code === 410,
  );
  assert.throws(() => parseWatchLine('{"type":"ADD'));
});

test('lists again after a failed list, a failed watch and an expired version', async () => {
  const stop = new AbortController();
  const failures: unknown[] = [];
  const { source, asked } = scripted(
    [new Error('refused'), [], [], []],
    [
      () => {
        throw new Error('reset');
      },
      () => {
        throw new KubeError(410, 'Expired', 'too old');
      },
    ],
  );
  const done = superviseWatch(
    source,
    {
      synced() {},
      changed() {},
      removed() {},
      failed: error => failures.push(error),
    },
    { signal: stop.signal, minBackoffMs: 1, maxBackoffMs: 2 },
  );
  await until(() => asked.length === 7);
  stop.abort();
  await done;
  assert.equal(failures.length, 3);
  assert.deepEqual(asked, [
    'list',
    'list',
    'watch 10',
    'list',
    'watch 10',
    'list',
    'watch 10',
  ]);
});

test('a watch that ends in order goes on from the last version without a list', async () => {
  const stop = new AbortController();
  const { source, asked } = scripted(
    [[]],
    [
      emit => {
        emit({ type: 'ADDED', object: object('a', '11') });
        emit({ type: 'BOOKMARK', resourceVersion: '15' });
      },
    ],
  );
  const done = superviseWatch(
    source,
    { synced() {}, changed() {}, removed() {} },
    { signal: stop.signal },
  );
  await until(() => asked.length === 3);
  stop.abort();
  await done;
  assert.deepEqual(asked, ['list', 'watch 10', 'watch 15']);
});

test('a set tells what a relist found gone, new and replaced', async () => {
  const stop = new AbortController();
  const { source } = scripted(
    [
      [object('gone', '1'), object('same', '2'), object('again', '3', 'old')],
      [object('same', '2'), object('again', '5', 'new'), object('new', '6')],
    ],
    [
      () => {
        throw new Error('reset');
      },
    ],
  );
  const set = watchedSet(source, {
    signal: stop.signal,
    minBackoffMs: 1,
    maxBackoffMs: 2,
  });
  const told: string[] = [];
  await set.synced;
  set.subscribe(change =>
    told.push(`${change.kind} ${change.object.metadata?.uid}`),
  );
  await until(() => told.length === 4);
  stop.abort();
  assert.deepEqual(told, [
    'removed gone',
    'removed old',
    'changed new',
    'changed new',
  ]);
  assert.equal(set.get('ns', 'gone'), undefined);
  assert.equal(set.get('ns', 'again')?.metadata?.uid, 'new');
  assert.equal(set.list().length, 3);
});
