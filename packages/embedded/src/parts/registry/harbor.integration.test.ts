import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { goToolPath } from '../../platform/go-tools.ts';
import {
  answering,
  openImages,
  type ImageMaker,
} from '../../testing/images.ts';
import { openPlatform } from '../../testing/tool.ts';
import { craneTool } from '../delivery-tools.ts';
import { registryFiles, registryName, registryUrl } from './access.ts';

const platform = openPlatform();
const api = `${registryUrl(platform)}/api/v2.0`;
const unique = randomBytes(4).toString('hex');
const own = `own-${unique}`;
const other = `other-${unique}`;

const robotSchema = z.object({
  id: z.number(),
  name: z.string(),
  secret: z.string(),
});
type Login = Pick<z.infer<typeof robotSchema>, 'name' | 'secret'>;

let images: ImageMaker;
let portal: Login;
let pusher: z.infer<typeof robotSchema>;
let puller: z.infer<typeof robotSchema>;

before(async () => {
  images = await openImages();
  const file = registryFiles(platform).password('portal');
  portal = { name: 'portal', secret: (await readFile(file, 'utf8')).trim() };
  for (const project_name of [own, other]) {
    const made = await ask('POST', '/projects', { json: { project_name } });
    assert.equal(made.status, 201);
  }
  pusher = await robot('push', ['push', 'pull']);
  puller = await robot('pull', ['pull']);
});

after(async () => {
  for (const project of [own, other]) {
    const listed = await ask('GET', `/projects/${project}/repositories`);
    const found = z
      .array(z.object({ name: z.string() }))
      .parse(await listed.json());
    for (const { name } of found)
      await ask('DELETE', pathOf(project, name.slice(project.length + 1)));
    assert.equal((await ask('DELETE', `/projects/${project}`)).status, 200);
  }
});

/** Asks the API; as the portal's account if not as somebody else. */
function ask(
  method: string,
  path: string,
  { json, as = portal }: { json?: unknown; as?: Login } = {},
): Promise<Response> {
  const basic = Buffer.from(`${as.name}:${as.secret}`).toString('base64');
  return fetch(`${api}${path}`, {
    method,
    headers: { authorization: `Basic ${basic}` },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}

/** A slash in a repository's name is encoded twice. */
function pathOf(project: string, repository: string): string {
  const name = encodeURIComponent(encodeURIComponent(repository));
  return `/projects/${project}/repositories/${name}`;
}

type Permission = readonly [resource: string, action: string];

function robotOrder(name: string, permissions: readonly Permission[]) {
  const access = permissions.map(([resource, action]) => ({
    resource,
    action,
  }));
  return {
    name,
    level: 'project',
    duration: -1,
    permissions: [{ kind: 'project', namespace: own, access }],
  };
}

async function robot(
  name: string,
  actions: readonly string[],
  more: readonly Permission[] = [],
) {
  const permissions = actions.map(
    (action): Permission => ['repository', action],
  );
  const json = robotOrder(name, [...permissions, ...more]);
  const made = await ask('POST', '/robots', { json });
  assert.equal(made.status, 201);
  return robotSchema.parse(await made.json());
}

/** Runs crane as somebody, who is only in a file of this run. */
async function craneAs({ name, secret }: Login, ...args: string[]) {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-login-'));
  try {
    const auth = Buffer.from(`${name}:${secret}`).toString('base64');
    const config = { auths: { [registryName(platform)]: { auth } } };
    await writeFile(join(dir, 'config.json'), JSON.stringify(config));
    const child = spawn(await goToolPath(platform, craneTool), args, {
      env: { ...process.env, DOCKER_CONFIG: dir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise(resolve => child.once('close', resolve));
    const [out, err] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code: await ended, out: out.trim(), err };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function errorOf(answer: Response) {
  const { errors } = z
    .object({
      errors: z.tuple([z.object({ code: z.string(), message: z.string() })]),
    })
    .parse(await answer.json());
  return { status: answer.status, ...errors[0] };
}

test('a robot account pushes and pulls in its project, and nowhere else', async () => {
  const base = images.name('library/node', '22');
  const mine = images.name(`${own}/web`, 'robot');
  const theirs = images.name(`${other}/web`, 'v1');
  const digest = await images.push(theirs, answering('theirs'));
  await images.push(images.name(`${own}/web`, 'v1'), answering('mine'));

  const steps = [
    { as: pusher, args: ['digest', base], works: true },
    {
      as: pusher,
      args: ['copy', images.name(`${own}/web`, 'v1'), mine],
      works: true,
    },
    { as: puller, args: ['digest', mine], works: true },
    { as: puller, args: ['tag', mine, 'puller'], works: false },
    { as: pusher, args: ['digest', theirs], works: false },
    { as: pusher, args: ['copy', mine, theirs], works: false },
    {
      as: pusher,
      args: ['copy', theirs, images.name(`${own}/stolen`, 'v1')],
      works: false,
    },
    { as: pusher, args: ['delete', mine], works: false },
    { as: pusher, args: ['catalog', registryName(platform)], works: false },
  ];
  for (const { as, args, works } of steps) {
    const { code, err } = await craneAs(as, ...args);
    assert.equal(code === 0, works, `${as.name}: ${args.join(' ')}: ${err}`);
  }
  assert.equal(await images.crane('digest', theirs), digest);
});

test('a blob of another project cannot be mounted', async () => {
  const theirs = images.name(`${other}/web`, 'mount');
  await images.push(theirs, answering(`only in ${other}`));
  const { layers } = z
    .object({ layers: z.tuple([z.object({ digest: z.string() })]) })
    .parse(JSON.parse(await images.crane('manifest', theirs)));
  const basic = Buffer.from(`${pusher.name}:${pusher.secret}`);
  const query = new URLSearchParams({
    mount: layers[0].digest,
    from: `${other}/web`,
  });
  const answer = await fetch(
    `${registryUrl(platform)}/v2/${own}/web/blobs/uploads/?${query}`,
    {
      method: 'POST',
      headers: { authorization: `Basic ${basic.toString('base64')}` },
    },
  );
  await answer.body?.cancel();
  assert.notEqual(answer.status, 201);
});

test('artifacts are listed with digest, size, tags and time, page by page', async () => {
  const path = pathOf(own, 'deep/er');
  for (const tag of ['a', 'b'])
    await images.push(
      images.name(`${own}/deep/er`, tag),
      answering(`${tag} ${unique}`),
    );
  const digest = await images.crane(
    'digest',
    images.name(`${own}/deep/er`, 'b'),
  );
  const one = await ask('GET', `${path}/artifacts/b`);
  const found = z
    .object({
      digest: z.string(),
      size: z.number(),
      push_time: z.iso.datetime(),
    })
    .parse(await one.json());
  assert.equal(found.digest, digest);
  assert.ok(found.size > 0);
  assert.ok(!('scan_overview' in found));
  const page = await ask('GET', `${path}/artifacts?page=1&page_size=1`);
  assert.ok(Number(page.headers.get('x-total-count')) > 1);
  assert.match(page.headers.get('link') ?? '', /page=2.*rel="next"/);
  assert.equal(z.array(z.unknown()).parse(await page.json()).length, 1);
});

test('tags come and go, and a deleted artifact is gone for pulls too', async () => {
  const path = pathOf(own, 'tagged');
  const image = images.name(`${own}/tagged`, 'v1');
  await images.push(image, answering(`tagged ${unique}`));
  const tags = `${path}/artifacts/v1/tags`;
  const json = { name: 'stable' };
  assert.equal((await ask('POST', tags, { json })).status, 201);
  assert.equal((await ask('POST', tags, { json })).status, 409);
  const stable = images.name(`${own}/tagged`, 'stable');
  assert.equal(
    await images.crane('digest', stable),
    await images.crane('digest', image),
  );
  assert.equal((await ask('DELETE', `${tags}/stable`)).status, 200);
  await assert.rejects(images.crane('digest', stable), /MANIFEST_UNKNOWN/);
  assert.equal((await ask('DELETE', `${path}/artifacts/v1`)).status, 200);
  await assert.rejects(images.crane('digest', image), /MANIFEST_UNKNOWN/);
});

test('no scanner: it says so, as Harbor does', async () => {
  await images.push(images.name(`${own}/scan`, 'v1'), answering('scan'));
  const path = `${pathOf(own, 'scan')}/artifacts/v1`;
  const report = await ask('GET', `${path}/additions/vulnerabilities`);
  const order = await ask('POST', `${path}/scan`);
  assert.partialDeepStrictEqual(
    [await errorOf(report), await errorOf(order)],
    [
      { status: 404, code: 'NOT_FOUND' },
      { status: 412, code: 'PRECONDITION' },
    ],
  );
});

test('a new secret ends the old one, and a removed robot account is nobody', async () => {
  const made = await robot('short', ['pull']);
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
  const as = await robot(
    'maker',
    ['pull'],
    [
      ['robot', 'create'],
      ['robot', 'update'],
    ],
  );
  const has: Permission = ['repository', 'pull'];
  const steps: readonly [string, readonly Permission[], number][] = [
    ['less', [has], 201],
    ['more', [has, ['repository', 'push']], 403],
    ['any-action', [['repository', '*']], 403],
    ['any-resource', [['*', 'pull']], 403],
  ];
  for (const [name, permissions, status] of steps) {
    const json = robotOrder(`made-${name}`, permissions);
    const answer = await ask('POST', '/robots', { json, as });
    assert.equal(answer.status, status, name);
  }
  const made = await robot('made', ['pull']);
  const path = (id: number) => `/robots/${id}`;
  const push = robotOrder('made', [['repository', 'push']]);
  const pull = robotOrder('made', [has]);
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

test('the account of the pipelines pushes, and manages nothing', async () => {
  const file = registryFiles(platform).password('ci');
  const as = { name: 'ci', secret: (await readFile(file, 'utf8')).trim() };
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

test('what exceeds the quota of a project is refused', async () => {
  const image = images.name(`${other}/quota`, 'v1');
  const summary = z
    .object({ quota: z.object({ used: z.object({ storage: z.number() }) }) })
    .parse(await (await ask('GET', `/projects/${other}/summary`)).json());
  const { project_id: id } = z
    .object({ project_id: z.number() })
    .parse(await (await ask('GET', `/projects/${other}`)).json());
  const limit = (storage: number) =>
    ask('PUT', `/quotas/${id}`, { json: { hard: { storage } } });
  await limit(summary.quota.used.storage + 10);
  await assert.rejects(
    images.push(image, answering(`too much ${unique}`)),
    /exceed the configured upper limit/,
  );
  const basic = Buffer.from(`${portal.name}:${portal.secret}`);
  const broken = await fetch(
    `${registryUrl(platform)}/v2/${other}/quota/manifests/broken`,
    {
      method: 'PUT',
      headers: { authorization: `Basic ${basic.toString('base64')}` },
      body: '{"config":',
    },
  );
  assert.partialDeepStrictEqual(await errorOf(broken), {
    status: 400,
    code: 'MANIFEST_INVALID',
  });
  await limit(-1);
  const digest = await images.push(image, answering(`too much ${unique}`));
  await limit(1);
  // Nothing is added by what is there already.
  await images.crane('tag', image, 'again');
  const again = images.name(`${other}/quota`, 'again');
  assert.equal(await images.crane('digest', again), digest);
  await limit(-1);
});

test('nobody without a login learns of private projects', async () => {
  const url = registryUrl(platform);
  const { token } = z
    .object({ token: z.string() })
    .parse(await (await fetch(`${url}/service/token`)).json());
  const logins = [undefined, 'Bearer bogus', `Bearer ${token}`];
  const missing = `missing-${unique}`;
  const requests = [
    ['GET', `${api}/projects/${own}`],
    ['GET', `${api}/projects/${own}/repositories`],
    ['GET', `${api}/robots`],
    ...[own, missing].flatMap(name => [
      ['HEAD', `${api}/projects?project_name=${name}`],
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
