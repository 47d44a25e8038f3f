import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, beforeEach, test } from 'node:test';
import { ReadyWatch } from './ready-watch.ts';

const part = (name: string, ...needs: string[]) => ({ name, needs });
const api = part('api');
const setup = part('setup', 'api');
const operators = part('operators', 'setup');
const never = 2 ** 31 - 1;

// Limits alone keep no process going.
const alive = setInterval(() => {}, never);
after(() => clearInterval(alive));

let end: AbortController;
let told: string[];
let heard: EventTarget;
beforeEach(() => {
  end = new AbortController();
  told = [];
  heard = new EventTarget();
});
afterEach(() => end.abort());

/** Follows the API server and the operators, which need it through what is not followed. */
function watch(options: {
  ask: (name: string, signal: AbortSignal) => Promise<void>;
  pauseMs: (name: string, isSilent: boolean) => number;
  limitMs?: number;
}) {
  const ready = new ReadyWatch({
    parts: [api, setup, operators],
    ask: ({ name }, signal) => options.ask(name, signal),
    tell: ({ name }, because) => {
      told.push(`${name} ${because === undefined ? 'answers' : 'is silent'}`);
      heard.dispatchEvent(new Event('told'));
    },
    pauseMs: ({ name }, isSilent) => options.pauseMs(name, isSilent),
    limitMs: options.limitMs ?? never,
    signal: end.signal,
  });
  void ready.follow(operators);
  void ready.follow(api);
}

async function untilTold(count: number) {
  while (told.length < count) await once(heard, 'told');
  return told;
}

test('what a silent part needs is asked, and told of, before it', async () => {
  watch({
    ask: () => Promise.reject(new Error('refused')),
    pauseMs: (name, isSilent) => (name === 'api' || isSilent ? never : 0),
  });
  assert.deepEqual(await untilTold(2), [
    'api is silent',
    'operators is silent',
  ]);
});

test('a part alone is silent alone', async () => {
  watch({
    ask: async name => assert.notEqual(name, 'operators'),
    pauseMs: (name, isSilent) => (name === 'api' || isSilent ? never : 0),
  });
  assert.deepEqual(await untilTold(2), ['api answers', 'operators is silent']);
});

test('those that need a part are asked at once when it falls silent and answers again', async () => {
  let isUp = false;
  watch({
    ask: async () => assert.ok(isUp),
    pauseMs: name => (name === 'api' ? 0 : never),
  });
  while (!told.includes('operators is silent')) await once(heard, 'told');
  isUp = true;
  while (!told.includes('operators answers')) await once(heard, 'told');
  const ofOperators = told.filter(each => each.startsWith('operators'));
  assert.deepEqual(ofOperators, ['operators is silent', 'operators answers']);
});

test('what was silent already, or is asked for the sake of another, asks no other', async () => {
  const asked: string[] = [];
  watch({
    ask: name => {
      asked.push(name);
      return Promise.reject(new Error('refused'));
    },
    pauseMs: (name, isSilent) => {
      const isNext = name === 'api' ? !asked.includes('api') : isSilent;
      return isNext ? 0 : never;
    },
  });
  await untilTold(4);
  assert.deepEqual(asked.slice(0, 4), [
    'api',
    'operators',
    'operators',
    'operators',
  ]);
});

test('what was asked while what it needs was away is asked again before it is told of', async () => {
  let comeBack = () => {};
  const isBack = new Promise<void>(resolve => {
    comeBack = resolve;
  });
  const answers = [false, true];
  let isAsked = false;
  watch({
    ask: async name => {
      if (name === 'api') return assert.ok(answers.shift() ?? true);
      if (isAsked) return undefined;
      isAsked = true;
      await isBack;
      throw new Error('timed out');
    },
    pauseMs: name => (name === 'operators' || answers.length > 0 ? 0 : never),
  });
  assert.deepEqual(await untilTold(2), ['api is silent', 'api answers']);
  comeBack();
  while (!told.some(each => each.startsWith('operators'))) {
    await once(heard, 'told');
  }
  assert.ok(!told.includes('operators is silent'));
});

test('what takes too long to answer is silent', async () => {
  watch({
    ask: (_, signal) =>
      new Promise((_done, fail) => {
        signal.addEventListener('abort', () => fail(signal.reason));
      }),
    pauseMs: (_, isSilent) => (isSilent ? never : 0),
    limitMs: 1,
  });
  assert.deepEqual(await untilTold(2), [
    'api is silent',
    'operators is silent',
  ]);
});

test('nothing is told once it ends', async () => {
  let asked = 0;
  watch({
    ask: async () => {
      asked += 1;
      end.abort();
    },
    pauseMs: name => (name === 'api' ? 0 : never),
  });
  while (asked === 0) await new Promise(setImmediate);
  await new Promise(setImmediate);
  assert.deepEqual(told, []);
});
