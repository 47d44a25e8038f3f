import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashLoopEvents } from './crash-loop-events.ts';
import type { Action } from './decide.ts';
import type { Pod } from './pod.ts';

const pod: Pod = {
  metadata: { name: 'web', namespace: 'shop', uid: '1' },
  spec: {
    initContainers: [{ name: 'migrate' }],
    containers: [{ name: 'app' }],
  },
};
const held = (container: string, because = 'CrashLoopBackOff'): Action => ({
  kind: 'hold',
  container,
  until: 300_000,
  because,
});

function loops() {
  const told: (string | undefined)[][] = [];
  const events = new CrashLoopEvents(
    { pod: (_, ...said) => void told.push(said) },
    () => pod,
  );
  return { told, events };
}

test('a container that is not started again is told of as the kubelet does, each ten seconds', () => {
  const { told, events } = loops();
  assert.deepEqual(events.tell([held('app')], 0), [10_000]);
  assert.deepEqual(events.tell([held('app')], 4_000), [10_000]);
  assert.deepEqual(events.tell([held('app')], 10_000), [20_000]);
  const message = 'Back-off restarting failed container app in pod web_shop(1)';
  const one = ['Warning', 'BackOff', message, 'spec.containers{app}'];
  assert.deepEqual(told, [one, one]);
});

test('each container is told of by itself, where it stands in the pod', () => {
  const { told, events } = loops();
  events.tell([held('app'), held('migrate')], 0);
  assert.deepEqual(
    told.map(said => said.at(-1)),
    ['spec.containers{app}', 'spec.initContainers{migrate}'],
  );
});

test('what waits for something else is not in a crash loop', () => {
  const { told, events } = loops();
  const actions: Action[] = [
    held('app', 'ImagePullBackOff'),
    { kind: 'prepare' },
  ];
  assert.deepEqual(events.tell(actions, 0), []);
  assert.deepEqual(told, []);
});
