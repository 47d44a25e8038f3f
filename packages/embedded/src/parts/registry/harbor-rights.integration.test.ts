import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import {
  accountOf,
  ask,
  errorOf,
  harborApi,
  makeRobot,
  pathOf,
  type Permission,
  type Robot,
  robotOrder,
  testProjects,
} from '../../testing/harbor.ts';
import {
  answering,
  openImages,
  type ImageMaker,
} from '../../testing/images.ts';
import { openPlatform } from '../../testing/tool.ts';
import { registryUrl } from './access.ts';

const PULL: Permission = ['repository', 'pull'];
const PUSH: Permission = ['repository', 'push'];

const platform = openPlatform();
const projects = testProjects();
const { own, unique } = projects;

let images: ImageMaker;
let pusher: Robot;

before(async () => {
  images = await openImages();
  await projects.make();
  pusher = await makeRobot(own, 'push', [PUSH, PULL]);
});
after(() => projects.remove());

test('a new secret ends the old one, and a removed robot account is nobody', async () => {
  const made = await makeRobot(own, 'short', [PULL]);
  const renewed = await ask('PATCH', `/robots/${made.id}`, { json: {} });
  const { secret } = z
    .object({ secret: z.string() })
    .parse(await renewed.json());
  const { name } = made;
  const project = `/projects/${own}/repositories`;
  assert.equal((await ask('GET', project, { as: made })).status, 401);
  const again = await ask('GET', '/projects', { as: { name, secret } });
  assert.equal(again.status, 200);
  assert.equal((await ask('DELETE', `/robots/${made.id}`)).status, 200);
  const gone = await ask('GET', '/projects', { as: { name, secret } });
  assert.equal(gone.status, 401);
});

test('a robot account gives others no more than it has', async () => {
  const as = await makeRobot(own, 'maker', [
    PULL,
    ['robot', 'create'],
    ['robot', 'update'],
  ]);
  const steps: readonly [string, readonly Permission[], number][] = [
    ['less', [PULL], 201],
    ['more', [PULL, PUSH], 403],
    ['any-action', [['repository', '*']], 403],
    ['any-resource', [['*', 'pull']], 403],
  ];
  for (const [name, permissions, status] of steps) {
    const json = robotOrder(own, `made-${name}`, permissions);
    const answer = await ask('POST', '/robots', { json, as });
    assert.equal(answer.status, status, name);
  }
  const made = await makeRobot(own, 'made', [PULL]);
  const path = (id: number) => `/robots/${id}`;
  const push = robotOrder(own, 'made', [PUSH]);
  const pull = robotOrder(own, 'made', [PULL]);
  const answers = await Promise.all([
    ask('PUT', path(made.id), { json: push, as }),
    ask('PUT', path(as.id), { json: push, as }),
    ask('PATCH', path(pusher.id), { json: {}, as }),
    ask('PUT', path(made.id), { json: pull, as }),
    ask('PATCH', path(made.id), { json: {}, as }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [403, 403, 403, 200, 200],
  );
});

test('a robot account manages nothing, and a project with images stays', async () => {
  const json = { project_name: `more-${unique}` };
  const refused = await ask('POST', '/projects', { json, as: pusher });
  assert.equal((await errorOf(refused)).status, 403);
  await images.push(images.name(`${own}/stays`, 'v1'), answering('stays'));
  const full = await errorOf(await ask('DELETE', `/projects/${own}`));
  assert.equal(full.code, 'PRECONDITION');
  const taken = await ask('POST', '/projects', { json: { project_name: own } });
  assert.equal((await errorOf(taken)).code, 'CONFLICT');
});

test('the account of the platform’s clients pushes, and manages nothing', async () => {
  const as = await accountOf('ci');
  const image = images.name(`${own}/by-ci`, 'v1');
  await images.push(image, answering('by ci'));
  const json = { project_name: `more-${unique}` };
  const answers = await Promise.all([
    ask('POST', '/projects', { json, as }),
    ask('GET', '/quotas', { as }),
    ask('PATCH', `/robots/${pusher.id}`, { json: {}, as }),
    ask('DELETE', `/robots/${pusher.id}`, { as }),
    ask('DELETE', pathOf(own, 'by-ci'), { as }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 403),
  );
  await images.crane('digest', image);
});

test('nobody without a login learns of private projects', async () => {
  const url = registryUrl(platform);
  const { token } = z
    .object({ token: z.string() })
    .parse(await (await fetch(`${url}/service/token`)).json());
  const logins = [undefined, 'Bearer bogus', `Bearer ${token}`];
  const missing = `missing-${unique}`;
  const requests = [
    ['GET', `${harborApi}/projects/${own}`],
    ['GET', `${harborApi}/projects/${own}/repositories`],
    ['GET', `${harborApi}/robots`],
    ...[own, missing].flatMap(name => [
      ['HEAD', `${harborApi}/projects?project_name=${name}`],
      ['HEAD', `${url}/v2/${name}/web/manifests/v1`],
      ['GET', `${url}/v2/${name}/web/tags/list`],
      ['PUT', `${url}/v2/${name}/web/manifests/v1`],
    ]),
  ] as const;
  for (const [method = '', path = ''] of requests) {
    for (const authorization of logins) {
      const headers = authorization ? { authorization } : undefined;
      const { status } = await fetch(path, { method, headers });
      assert.equal(status, 401, `${method} ${path} with ${authorization}`);
    }
  }
});
