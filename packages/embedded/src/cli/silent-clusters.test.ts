import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { tellSilent } from './silent-clusters.ts';

test('a cluster that nobody answers for is named, with what to check', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  const folder = await mkdtemp(join(tmpdir(), 'silent-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const kubeconfig = join(folder, 'config');
  await writeFile(
    kubeconfig,
    JSON.stringify({
      'current-context': 'east',
      clusters: [
        { name: 'c', cluster: { server: `https://127.0.0.1:${port}` } },
      ],
      users: [{ name: 'u', user: { token: 'secret' } }],
      contexts: [{ name: 'east', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  const [line = '', ...more] = await tellSilent({ kubeconfig, contexts: [] });
  assert.deepEqual(more, []);
  assert.match(line, /context east does not answer at https:\/\/127.*REFUSED/);
  assert.doesNotMatch(line, /secret/);
});
