import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { checkOwnClusters, problemWith } from './own-clusters.ts';

const file = '/home/lin/config';
const server = 'https://10.0.0.1:6443';

interface Entries {
  readonly cluster?: Record<string, unknown>;
  readonly user?: Record<string, unknown>;
  readonly current?: string;
}

/** A kubeconfig with the contexts dev and prod, both of one cluster and one user. */
function text({ cluster, user, current }: Entries = {}): string {
  const context = { cluster: 'c', user: 'u' };
  return stringify({
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user: { token: 'secret-token', ...user } }],
    contexts: ['dev', 'prod'].map(name => ({ name, context })),
    'current-context': current,
  });
}

const dev = (entries: Entries) => text({ ...entries, current: 'dev' });
const feature = (name: string) =>
  `The kubeconfig ${file} has context dev with ${name}, which the portal cannot use; it has: dev, prod`;

const cases: readonly [string, string, readonly string[], string?][] = [
  ['the current context', dev({}), []],
  ['a named context', text(), ['prod']],
  ['several contexts', text(), ['prod', 'dev']],
  [
    'an unknown context',
    dev({}),
    ['dev', 'test'],
    `The kubeconfig ${file} has no context test; it has: dev, prod`,
  ],
  [
    'an unknown current context',
    text({ current: 'gone' }),
    [],
    `The kubeconfig ${file} has no context gone; it has: dev, prod`,
  ],
  [
    'no current context',
    text(),
    [],
    `The kubeconfig ${file} has no current context; name one with --context (it has: dev, prod)`,
  ],
  [
    'a context without its cluster',
    dev({}).replace('name: c\n', 'name: d\n'),
    [],
    `The kubeconfig ${file} lacks the cluster of context dev; it has: dev, prod`,
  ],
  [
    'a context without its user',
    dev({}).replace('name: u\n', 'name: v\n'),
    [],
    `The kubeconfig ${file} lacks the user of context dev; it has: dev, prod`,
  ],
  [
    'tls-server-name',
    dev({ cluster: { 'tls-server-name': 'k' } }),
    [],
    feature('tls-server-name'),
  ],
  [
    'proxy-url',
    dev({ cluster: { 'proxy-url': 'http://p' } }),
    [],
    feature('proxy-url'),
  ],
  ['impersonation', dev({ user: { as: 'a' } }), [], feature('impersonation')],
  [
    'a password',
    dev({ user: { username: 'a', password: 'b' } }),
    [],
    feature('a user name and a password'),
  ],
  [
    'plain HTTP',
    dev({ cluster: { server: 'http://10.0.0.1' } }),
    [],
    feature('a server without HTTPS'),
  ],
  ...['', 'name: web', 'secret-token: [', '- 1'].map(
    (other): [string, string, readonly string[], string] => [
      `another file: "${other}"`,
      other,
      [],
      `${file} is not a kubeconfig with a context in it`,
    ],
  ),
];

for (const [name, content, contexts, expected] of cases) {
  test(`own clusters: ${name}`, () => {
    const clusters = { kubeconfig: file, contexts };
    assert.equal(problemWith(content, clusters), expected);
  });
}

test('own clusters: the file is read', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'own-clusters-'));
  t.after(() => rm(folder, { recursive: true }));
  const kubeconfig = join(folder, 'config');
  const check = (contexts: readonly string[]) =>
    checkOwnClusters({ kubeconfig, contexts });
  await assert.rejects(check([]), {
    name: 'PrerequisiteError',
    message: `The kubeconfig ${kubeconfig} does not exist`,
  });
  await writeFile(kubeconfig, text());
  await assert.doesNotReject(check(['dev']));
  await assert.rejects(check(['test']), { name: 'PrerequisiteError' });
  await assert.rejects(
    checkOwnClusters({ kubeconfig: folder, contexts: [] }),
    /cannot be read \(EISDIR\)/,
  );
});
