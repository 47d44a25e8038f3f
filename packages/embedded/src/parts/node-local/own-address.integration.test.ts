import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  openNamespace,
  podOf,
  type TestNamespace,
} from '../../testing/namespace.ts';

const SERVER = `require('http')
  .createServer((request, response) => response.end(process.env.HOSTNAME))
  .listen(8080, '0.0.0.0')`;
const ASK = `fetch('http://localhost:8080')
  .then(response => response.text()).then(text => process.stdout.write(text))`;
const PODS = ['one', 'two'];

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('own-address');
});
after(() => namespace.remove());

test('two pods listen on every address at one port, each for itself', async () => {
  for (const name of PODS) {
    await namespace.apply(
      podOf(name, {
        image: 'node',
        command: ['node', '-e', SERVER],
        readinessProbe: { httpGet: { path: '/', port: 8080 } },
      }),
    );
  }
  for (const name of PODS) {
    await namespace.run('wait', `pod/${name}`, '--for=condition=Ready');
    const inside = ['exec', name, '--', 'node', '-e', ASK];
    assert.equal(await namespace.run(...inside), name);
    const proxied = `/api/v1/namespaces/${namespace.name}/pods/${name}:8080/proxy/`;
    assert.equal(await namespace.run('get', '--raw', proxied), name);
  }
});
