import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, Principal } from './principal.ts';
import { REGISTRY_RIGHTS } from '../access.ts';
import { grantOf, isAdministrator, may, scopesOf } from './rights.ts';
import type { Project } from './state.ts';

const project = (name: string, isPublic: boolean): Project => ({
  id: 1,
  name,
  public: isPublic,
  storageLimit: -1,
  owner: 'portal',
  createdAt: '2031-01-01T00:00:00.000Z',
});
const projects = [project('shop', false), project('library', true)];
const state = {
  project: (name: string) => projects.find(each => each.name === name),
};

const account = (level: Account['may']): Principal => ({
  kind: 'account',
  account: { name: level, password: 'p', may: level, makesProjects: false },
});
const robot = (...actions: string[]): Principal => ({
  kind: 'robot',
  robot: {
    id: 1,
    name: 'robot$shop+ci',
    projectId: 1,
    description: '',
    duration: -1,
    disabled: false,
    createdAt: '2031-01-01T00:00:00.000Z',
    expiresAt: -1,
    proof: { salt: '', hash: '' },
    permissions: [
      {
        kind: 'project',
        namespace: 'shop',
        access: actions.map(action => ({ resource: 'repository', action })),
      },
    ],
  },
});
const nobody: Principal = { kind: 'nobody' };

const grants: readonly [string, Principal, string, readonly string[]][] = [
  [
    'everything',
    account('everything'),
    'repository:shop/web:pull,push',
    ['pull', 'push'],
  ],
  ['deletion', account('everything'), 'repository:shop/web:delete', ['delete']],
  ['pulls only', account('pull'), 'repository:shop/web:pull,push', ['pull']],
  ['no deletion', account('pull'), 'repository:shop/web:delete', []],
  ['no catalog', account('pull'), 'registry:catalog:*', []],
  [
    'pulls and pushes',
    account('push'),
    'repository:shop/web:pull,push',
    ['pull', 'push'],
  ],
  ['no deletion', account('push'), 'repository:shop/web:pull,delete', ['pull']],
  ['no catalog', account('push'), 'registry:catalog:*', []],
  ['the catalog', account('everything'), 'registry:catalog:*', ['*']],
  [
    'its project',
    robot('push', 'pull'),
    'repository:shop/a/b:push,pull',
    ['push', 'pull'],
  ],
  ['what it may', robot('pull'), 'repository:shop/web:push,pull', ['pull']],
  ['no deletion', robot('push', 'pull'), 'repository:shop/web:delete', []],
  [
    'no other project',
    robot('push', 'pull'),
    'repository:shopping/web:pull',
    [],
  ],
  [
    'what is public',
    robot('push'),
    'repository:library/node:pull,push',
    ['pull'],
  ],
  ['what is public', nobody, 'repository:library/node:pull,push', ['pull']],
  ['nothing private', nobody, 'repository:shop/web:pull', []],
  ['nothing else', account('everything'), 'chart:shop/web:pull', []],
];

const titleOf = (who: Principal) =>
  who.kind === 'account' ? `account for ${who.account.name}` : who.kind;

for (const [what, principal, scope, actions] of grants) {
  test(`${titleOf(principal)} is granted ${what}: ${scope}`, () => {
    const granted = grantOf(principal, scope, state)?.actions ?? [];
    assert.deepEqual(granted, actions);
  });
}

test('whose password the pipelines have manages nothing', () => {
  const ci = account(REGISTRY_RIGHTS.ci);
  assert.ok(!isAdministrator(ci));
  const shop = project('shop', false);
  for (const [resource, action] of [
    ['robot', 'create'],
    ['robot', 'update'],
    ['project', 'update'],
    ['project', 'delete'],
    ['repository', 'delete'],
    ['artifact', 'delete'],
  ] as const)
    assert.ok(!may(ci, shop, resource, action), `${action} ${resource}`);
});

const requests: readonly [string, string, readonly string[]][] = [
  ['GET', '/v2/', []],
  ['GET', '/v2/_catalog?n=5', ['registry:catalog:*']],
  ['HEAD', '/v2/shop/web/manifests/v1', ['repository:shop/web:pull']],
  ['PUT', '/v2/shop/web/manifests/v1', ['repository:shop/web:pull,push']],
  ['DELETE', '/v2/shop/web/manifests/v1', ['repository:shop/web:delete']],
  ['DELETE', '/v2/shop/web/blobs/uploads/1', ['repository:shop/web:pull,push']],
  ['GET', '/v2/shop/a/b/tags/list', ['repository:shop/a/b:pull']],
  [
    'POST',
    '/v2/shop/web/blobs/uploads/?mount=sha256:1&from=library/node',
    ['repository:shop/web:pull,push', 'repository:library/node:pull'],
  ],
];

for (const [method, path, scopes] of requests) {
  test(`${method} ${path} needs ${scopes.join(' ') || 'a login'}`, () => {
    const url = new URL(path, 'http://localhost');
    assert.deepEqual(scopesOf(method, url), scopes);
  });
}
