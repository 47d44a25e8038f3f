import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ImageKeeper } from './image-keeper.ts';

const settled = () => new Promise(setImmediate);

test('the image is made once, and each step is known', async () => {
  const states: string[] = [];
  let made = 0;
  const keeper = new ImageKeeper(
    async tell => {
      made += 1;
      tell('Fetching');
    },
    () => states.push(keeper.state.kind),
  );
  assert.equal(keeper.state.kind, 'absent');
  keeper.want();
  keeper.want();
  await settled();
  keeper.want();
  assert.equal(made, 1);
  assert.deepEqual(states, ['fetching', 'fetching', 'ready']);
});

test('what could not be made is tried again, but not at once', async t => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.after(() => mock.timers.reset());
  let tries = 0;
  const keeper = new ImageKeeper(
    () => {
      tries += 1;
      return Promise.reject(new Error('no registry'));
    },
    () => keeper.state.kind === 'failed' && keeper.want(),
  );
  keeper.want();
  await settled();
  assert.deepEqual(keeper.state, { kind: 'failed', because: 'no registry' });
  keeper.want();
  assert.equal(tries, 1);
  mock.timers.tick(30_000);
  await settled();
  assert.equal(tries, 2);
});
