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
  testProjects,
} from '../../testing/harbor.ts';
import {
  answering,
  openImages,
  type ImageMaker,
} from '../../testing/images.ts';

const projects = testProjects();
const { own, other } = projects;
const executionSchema = z.array(
  z.object({ id: z.number(), status: z.string(), dry_run: z.boolean() }),
);
const taskSchema = z.array(
  z.object({
    id: z.number(),
    repository: z.string(),
    total: z.number(),
    retained: z.number(),
  }),
);
const everything = { kind: 'doublestar', pattern: '**' };
const newestAlone = {
  algorithm: 'or',
  rules: [
    {
      template: 'latestPushedK',
      action: 'retain',
      params: { latestPushedK: 1 },
      tag_selectors: [{ ...everything, decoration: 'matches' }],
      scope_selectors: {
        repository: [{ ...everything, decoration: 'repoMatches' }],
      },
    },
  ],
};

let images: ImageMaker;
before(async () => {
  images = await openImages();
  await projects.make();
});
after(() => projects.remove());

const projectSchema = z.object({
  project_id: z.number(),
  metadata: z.object({ retention_id: z.string().optional() }),
});

async function projectOf(name: string) {
  return projectSchema.parse(
    await (await ask('GET', `/projects/${name}`)).json(),
  );
}

async function tagsOf(repository: string): Promise<string[]> {
  const answer = await ask('GET', `${pathOf(own, repository)}/artifacts`);
  const schema = z.array(
    z.object({ tags: z.array(z.object({ name: z.string() })).nullable() }),
  );
  return schema
    .parse(await answer.json())
    .flatMap(({ tags }) => (tags ?? []).map(({ name }) => name))
    .sort();
}

test('a policy keeps the newest, says before what it would do, and after what it did', async () => {
  for (const tag of ['v1', 'v2', 'v3'])
    await images.push(images.name(`${own}/web`, tag), answering(tag));
  await images.push(images.name(`${other}/web`, 'v1'), answering('theirs'));
  const { project_id: ref } = await projectOf(own);
  const json = { ...newestAlone, scope: { level: 'project', ref } };
  const made = await ask('POST', '/retentions', { json });
  assert.equal(made.status, 201, await made.clone().text());
  const policy = made.headers.get('location')?.replace('/api/v2.0', '') ?? '';
  const again = await ask('POST', '/retentions', { json });
  assert.equal((await errorOf(again)).status, 409);
  const { metadata } = await projectOf(own);
  assert.equal(policy, `/retentions/${metadata.retention_id}`);

  for (const [dry_run, tags] of [
    [true, ['v1', 'v2', 'v3']],
    [false, ['v3']],
  ] as const) {
    const begun = await ask('POST', `${policy}/executions`, {
      json: { dry_run },
    });
    assert.equal(begun.status, 201);
    assert.deepEqual(await tagsOf('web'), tags);
    const listed = await ask('GET', `${policy}/executions`);
    const [newest] = executionSchema.parse(await listed.json());
    assert.equal(newest?.status, 'Succeed');
    assert.equal(newest.dry_run, dry_run);
    const execution = `${policy}/executions/${newest.id}`;
    const tasks = taskSchema.parse(
      await (await ask('GET', `${execution}/tasks`)).json(),
    );
    const [task] = tasks;
    assert.ok(task);
    // Each image was pushed once more before it was whole, which left one without a tag.
    assert.deepEqual(
      [tasks.length, task.repository, task.total, task.retained],
      [1, 'web', 2 * 3, 1],
    );
    const log = await ask('GET', `${execution}/tasks/${task.id}`);
    assert.match(
      await log.text(),
      /^RETAIN sha256:\w+ v3\n(?:.*\n)*DEL sha256:\w+ v2/,
    );
  }
  assert.equal((await ask('DELETE', policy)).status, 200);
  assert.equal((await ask('GET', policy)).status, 404);
});

test('a project is meant by its id, also by who says that addresses name theirs', async () => {
  const { project_id: ref } = await projectOf(other);
  const { name, secret } = await accountOf('portal');
  const basic = Buffer.from(`${name}:${secret}`).toString('base64');
  const made = await fetch(`${harborApi}/retentions`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'x-is-resource-name': 'true' },
    body: JSON.stringify({ ...newestAlone, scope: { level: 'project', ref } }),
  });
  assert.equal(made.status, 201, await made.text());
});

test('nobody else makes or carries out a policy', async () => {
  const { project_id: ref } = await projectOf(own);
  const json = { ...newestAlone, scope: { level: 'project', ref } };
  const as = await makeRobot(own, 'keeper', [['repository', 'push']]);
  const refused = await ask('POST', '/retentions', { json, as });
  assert.equal(refused.status, 403);
  const nobody = await fetch(`${harborApi}/retentions`, {
    method: 'POST',
    body: JSON.stringify(json),
  });
  assert.equal(nobody.status, 401);
});
