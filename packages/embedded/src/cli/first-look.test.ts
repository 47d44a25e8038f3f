import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { lookAtClusters } from './first-look.ts';
import { outlineOf } from './kubeconfig-outline.ts';

/** As kubectl and minikube write it, with extensions that have names of their own. */
const written = (server: string) => `apiVersion: v1
# two clusters
clusters:
- cluster:
    certificate-authority-data: bm9uZQ==
    extensions:
    - extension:
        provider: minikube.sigs.k8s.io
      name: cluster_info
    server: ${server}
  name: east
- cluster:
    server: "https://west.example.com"
  name: 'west one'
contexts:
- context:
    cluster: east
    namespace: shop
    user: lin
  name: dev
- context:
    cluster: west one
    user: lin
  name: prod
current-context: dev
kind: Config
users:
- name: lin
  user:
    token: secret
`;
const EAST = 'https://127.0.0.1:6443';
const config = {
  clusters: [{ name: 'east', cluster: { server: EAST } }],
  contexts: [{ name: 'dev', context: { user: 'lin', cluster: 'east' } }],
};

const outlines: [string, string, object | undefined][] = [
  [
    'as kubectl writes it',
    written(EAST),
    { current: 'dev', dev: EAST, prod: 'https://west.example.com' },
  ],
  ['indented lists', stringify(config), { current: undefined, dev: EAST }],
  [
    'a context without its cluster',
    stringify({ ...config, clusters: [] }),
    { current: undefined, dev: undefined },
  ],
  [
    'comments behind names',
    written(EAST)
      .replace('current-context: dev', 'current-context: dev # mine')
      .replace(/name: prod$/m, 'name: prod  # do not touch'),
    { current: 'dev', dev: EAST, prod: 'https://west.example.com' },
  ],
  [
    'JSON',
    JSON.stringify({ ...config, 'current-context': 'dev' }, undefined, 2),
    { current: 'dev', dev: EAST },
  ],
  [
    'JSON without its cluster',
    JSON.stringify({ contexts: config.contexts }),
    { current: undefined, dev: undefined },
  ],
  ['JSON of another kind', '[{"contexts": 1}]', undefined],
  ['flow style', stringify(config, { collectionStyle: 'flow' }), undefined],
  ['what is no kubeconfig', 'hello', undefined],
  ['nothing', '', undefined],
  [
    'a context whose name is on a line of its own',
    'contexts:\n- name: >\n    a\n',
    undefined,
  ],
];

for (const [name, text, expected] of outlines) {
  test(`outline of ${name}`, () => {
    const outline = outlineOf(text);
    assert.deepEqual(
      outline && {
        current: outline.current,
        ...Object.fromEntries(
          [...outline.contexts].map(([context, way]) => [context, way?.server]),
        ),
      },
      expected,
    );
  });
}

const look = (contexts: readonly string[], server = EAST) =>
  lookAtClusters(written(server), { kubeconfig: '/home/lin/config', contexts });

test('a context that is not there is told, with those that are', async () => {
  await assert.rejects(look(['dev', 'test']), {
    name: 'PrerequisiteError',
    message:
      'The kubeconfig /home/lin/config has no context test; it has: dev, prod',
  });
});

test('a cluster at which nothing listens is told once it matters', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `https://127.0.0.1:${port}`;
  assert.deepEqual(await look([], address), []);
  server.close();
  await once(server, 'close');
  const [line = '', ...more] = await look(['dev'], address);
  assert.deepEqual(more, []);
  assert.match(line, /context dev does not answer at https:.* \(.*REFUSED.*\)/);
  assert.doesNotMatch(line, /secret/);
});

const ways: [string, string, RegExp][] = [
  ['without HTTPS', written('http://127.0.0.1:1'), /a server without HTTPS/],
  [
    'by way of a proxy',
    written(EAST).replace(
      '    server: ',
      '    proxy-url: http://p\n    server: ',
    ),
    /proxy-url/,
  ],
  [
    'by way of a proxy, in JSON',
    JSON.stringify({
      ...config,
      clusters: [
        { name: 'east', cluster: { server: EAST, 'proxy-url': 'http://p' } },
      ],
    }),
    /proxy-url/,
  ],
];

for (const [name, text, feature] of ways) {
  test(`a cluster ${name} is refused before anything is installed`, async () => {
    const asked = { kubeconfig: '/home/lin/config', contexts: ['dev'] };
    await assert.rejects(lookAtClusters(text, asked), {
      name: 'PrerequisiteError',
      message: new RegExp(
        `^The kubeconfig /home/lin/config has context dev with ${feature.source}, which the portal cannot use`,
      ),
    });
  });
}

test('a file that only YAML can tell is named, and judged later', async () => {
  const asked = { kubeconfig: '/home/lin/config', contexts: ['test'] };
  const text = stringify(config, { collectionStyle: 'flow' });
  const [line, ...more] = await lookAtClusters(text, asked);
  assert.deepEqual(more, []);
  assert.match(line ?? '', /\/home\/lin\/config is not written as kubectl/);
});
