import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { goToolPath } from '../../platform/go-tools.ts';
import {
  accountOf,
  ask,
  errorOf,
  type Login,
  makeRobot,
  pathOf,
  testProjects,
} from '../../testing/harbor.ts';
import {
  answering,
  openImages,
  type ImageMaker,
} from '../../testing/images.ts';
import { openPlatform } from '../../testing/tool.ts';
import { craneTool } from '../delivery-tools.ts';
import { registryName, registryUrl } from './access.ts';

const platform = openPlatform();
const projects = testProjects();
const { own, other, unique } = projects;

let images: ImageMaker;
let pusher: Login;
let puller: Login;

before(async () => {
  images = await openImages();
  await projects.make();
  pusher = await makeRobot(own, 'push', [
    ['repository', 'push'],
    ['repository', 'pull'],
  ]);
  puller = await makeRobot(own, 'pull', [['repository', 'pull']]);
});
after(() => projects.remove());

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
  const portal = await accountOf('portal');
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
