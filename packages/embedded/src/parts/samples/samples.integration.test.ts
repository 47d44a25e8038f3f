import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { waitUntil } from '../../platform/wait.ts';
import { type Kubectl, openKubectl } from '../../testing/kubectl.ts';
import { askThroughIngress } from '../../testing/ingress.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';
import { renderManifests } from './manifests.ts';

const MANIFESTS = join(import.meta.dirname, '../../../samples/manifests');
const deadline = (seconds: number) => AbortSignal.timeout(seconds * 1000);
let kubectl: Kubectl;
const { ingress } = platformUnderTest().addresses;
before(async () => {
  kubectl = await openKubectl();
});

const ask = askThroughIngress(ingress);

test('the API server accepts every object', async () => {
  const items = await renderManifests(MANIFESTS);
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { code, err } = await kubectl.run(
    [
      'apply',
      '--server-side',
      '--dry-run=server',
      '--force-conflicts',
      '--field-manager=pilothouse-samples',
      '-f',
      '-',
    ],
    list,
  );
  assert.equal(code, 0, err);
});

for (const host of ['shop.localhost', 'shop-dev.localhost']) {
  test(`${host} shows the products of the catalog`, async () => {
    await waitUntil(
      async () => {
        const { code, body } = await ask(host, '/');
        return code === 200 && body.includes('<h3>Kettle</h3>');
      },
      deadline(90),
      500,
    );
  });
}

test('teams have rights in their own namespaces only', async () => {
  const may = async (
    group: string,
    verb: string,
    what: string,
    where: string,
  ) =>
    (
      await kubectl.run([
        'auth',
        'can-i',
        verb,
        what,
        `--namespace=${where}`,
        '--as=someone',
        `--as-group=${group}`,
      ])
    ).out.trim();
  assert.equal(await may('shop', 'patch', 'deployments', 'shop-prod'), 'yes');
  assert.equal(await may('shop', 'get', 'pods', 'payments-dev'), 'no');
  assert.equal(await may('payments', 'delete', 'pods', 'shop-dev'), 'no');
  assert.equal(
    await may('commerce', 'create', 'rolebindings', 'payments-prod'),
    'yes',
  );
  // A pipeline's rights are given by whoever creates the service, and none that they lack.
  assert.equal(await may('shop', 'create', 'rolebindings', 'shop-dev'), 'yes');
  assert.equal(await may('shop', 'escalate', 'roles', 'shop-dev'), 'no');
  assert.equal(await may('shop', 'bind', 'clusterroles', 'shop-dev'), 'no');
  assert.equal(
    await may('shop', 'create', 'rolebindings', 'payments-dev'),
    'no',
  );
});

test('a leak that is switched on ends in a true OOMKilled, and all is well again', async () => {
  const status = async (path: string) =>
    (
      await kubectl.run([
        '--namespace=shop-dev',
        'get',
        'pods',
        '--selector=app.kubernetes.io/name=inventory',
        `--output=jsonpath={.items[0].status.containerStatuses[0].${path}}`,
      ])
    ).out;
  const restarts = Number(await status('restartCount'));
  await waitUntil(
    async () =>
      (await ask('shop-dev.localhost', '/fault', 'mode=leak')).code === 303,
    deadline(60),
    500,
  );
  await waitUntil(
    async () => Number(await status('restartCount')) > restarts,
    deadline(90),
    1000,
  );
  assert.equal(await status('lastState.terminated.reason'), 'OOMKilled');
  await waitUntil(
    async () => (await status('ready')) === 'true',
    deadline(90),
    1000,
  );
});
