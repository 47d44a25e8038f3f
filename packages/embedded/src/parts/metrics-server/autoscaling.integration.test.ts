import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../platform/wait.ts';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';

/** Uses half a core until told to rest; the file tells. */
const BURNER = `
const { existsSync } = require('node:fs');
setInterval(() => {
  const until = Date.now() + 50;
  while (!existsSync('/switch/rest') && Date.now() < until);
}, 100);
`;

let ns: TestNamespace;
before(async () => {
  ns = await openNamespace('hpa');
});
after(() => ns.remove());

async function replicas(): Promise<number> {
  const path = 'jsonpath={.spec.replicas}';
  return Number(await ns.run('get', 'deployment', 'burner', '-o', path));
}

test('an autoscaler scales on the processor time that pods really use', async () => {
  const labels = { app: 'burner' };
  await ns.apply({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'burner' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'burner',
              image: 'node',
              command: ['node', '-e', BURNER],
              resources: { requests: { cpu: '100m' } },
            },
          ],
        },
      },
    },
  });
  await ns.run(
    'autoscale',
    'deployment/burner',
    '--cpu=50%',
    '--min=1',
    '--max=2',
  );
  const patience = AbortSignal.timeout(180_000);
  await waitUntil(async () => (await replicas()) === 2, patience, 2000);
  const used = await ns.run('top', 'pods', '--no-headers');
  const [, millicores = '0'] = /\s(\d+)m\s/.exec(used) ?? [];
  assert.ok(Number(millicores) > 100, used);
});
