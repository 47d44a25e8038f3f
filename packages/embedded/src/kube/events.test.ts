import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError, type KubeRest, type KubeRequest } from './rest.ts';
import { EventRecorder } from './events.ts';

const pod = { metadata: { name: 'web', namespace: 'shop', uid: '1' } };
const path = '/api/v1/namespaces/shop/events';

/** Keeps events as the API server does, and what was asked of it. */
function recorder() {
  const asked: string[] = [];
  const kept = new Map<string, object>();
  const rest: Pick<KubeRest, 'json'> = {
    async json<T>(at: string, { method, body }: KubeRequest = {}): Promise<T> {
      asked.push(`${method}`);
      if (method === 'POST') {
        const event = body as { metadata: { name: string } };
        assert.equal(at, path);
        kept.set(event.metadata.name, event);
      } else {
        const name = at.slice(path.length + 1);
        const known = kept.get(name);
        if (!known) throw new KubeError(404, 'NotFound', 'not there');
        kept.set(name, { ...known, ...(body as object) });
      }
      return {} as T;
    },
  };
  const events = new EventRecorder(rest, {
    component: 'kubelet',
    host: 'local',
  });
  const say = async (message = 'Back-off') => {
    events.pod(pod, 'Warning', 'BackOff', message, 'spec.containers{app}');
    await events.flushed();
  };
  return { asked, kept, say };
}

test('an event that happens again is the same object with a higher count', async () => {
  const { asked, kept, say } = recorder();
  await say();
  await say();
  await say();
  assert.deepEqual(asked, ['POST', 'PATCH', 'PATCH']);
  const [event, ...others] = [...kept.values()];
  assert.deepEqual(others, []);
  assert.partialDeepStrictEqual(event, {
    involvedObject: { name: 'web', fieldPath: 'spec.containers{app}' },
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off',
    source: { component: 'kubelet', host: 'local' },
    count: 3,
  });
});

test('one that the API server has forgotten is told anew, with its count', async () => {
  const { asked, kept, say } = recorder();
  await say();
  kept.clear();
  await say();
  assert.deepEqual(asked, ['POST', 'PATCH', 'POST']);
  assert.partialDeepStrictEqual([...kept.values()][0], { count: 2 });
});

test('a pod of which too much is said is told of no longer', async () => {
  const { asked, say } = recorder();
  for (let index = 0; index < 60; index += 1) await say(`again ${index % 3}`);
  assert.equal(asked.length, 25);
});
