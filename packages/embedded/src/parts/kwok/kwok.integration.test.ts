import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { z } from 'zod';
import { waitUntil } from '../../platform/wait.ts';
import { openKubectl, type Kubectl } from '../../testing/kubectl.ts';

const podsSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});
const READY = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';

let kubectl: Kubectl;
before(async () => {
  kubectl = await openKubectl();
});

async function ask(...args: string[]): Promise<string> {
  const { code, out, err } = await kubectl.run(['-n', 'payments-dev', ...args]);
  assert.equal(code, 0, err);
  return out;
}

const isReady = async (pod: string) =>
  (await ask('get', 'pod', pod, '-o', READY)) === 'True';

test('a simulated pod that was made unready with its node is ready again', async () => {
  const { items } = podsSchema.parse(
    JSON.parse(
      await ask(
        'get',
        'pods',
        '--field-selector=status.phase=Running',
        '-ojson',
      ),
    ),
  );
  const pod = items[0]?.metadata.name;
  assert.ok(pod, 'there is a simulated pod');
  const condition = { type: 'Ready', status: 'False', reason: 'NodeNotReady' };
  const patch = JSON.stringify({ status: { conditions: [condition] } });
  await ask('patch', 'pod', pod, '--subresource=status', '-p', patch);
  await waitUntil(() => isReady(pod), AbortSignal.timeout(60_000), 500);
});
