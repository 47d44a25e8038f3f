import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { waitUntil } from '../../platform/wait.ts';
import {
  answering,
  openImages,
  type ImageMaker,
} from '../../testing/images.ts';
import {
  appOf,
  openNamespace,
  podOf,
  type TestNamespace,
} from '../../testing/namespace.ts';
import { openPlatform } from '../../testing/tool.ts';
import { registryFiles, registryForNode, type RegistryUser } from './access.ts';

const PATIENCE_MS = 120_000;
const platform = openPlatform();
let images: ImageMaker;
let ns: TestNamespace;

before(async () => {
  images = await openImages();
  ns = await openNamespace('registry');
});
after(() => ns.remove());

function deployment(image: string) {
  const labels = { app: 'hello' };
  const container = {
    name: 'app',
    image,
    imagePullPolicy: 'Always',
    readinessProbe: {
      httpGet: { path: '/', port: 8080 },
      periodSeconds: 1,
    },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'hello' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [container],
        },
      },
    },
  };
}

const podsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        deletionTimestamp: z.string().optional(),
      }),
    }),
  ),
});

/** What the pods of a Deployment answer, or undefined while they do not. */
async function answerOf(label: string): Promise<string | undefined> {
  const list = JSON.parse(
    await ns.run('get', 'pods', '--selector', label, '-o', 'json'),
  );
  const { items } = podsSchema.parse(list);
  const pod = items.find(({ metadata }) => !metadata.deletionTimestamp);
  const path = `/api/v1/namespaces/${ns.name}/pods/${pod?.metadata.name}:8080/proxy/`;
  return ns.run('get', '--raw', path).catch(() => undefined);
}

const answers = (wanted: string) =>
  waitUntil(
    async () => (await answerOf('app=hello')) === wanted,
    AbortSignal.timeout(PATIENCE_MS),
    500,
  );

test('a Deployment runs an image from the registry, and a moved tag after a restart', async () => {
  const name = images.name(`${ns.name}/hello`, 'v1');
  const first = await images.push(name, answering('the first'));
  await ns.apply(deployment(name));
  await answers('the first');
  const second = await images.push(name, answering('the second'));
  assert.notEqual(second, first);
  await ns.run('rollout', 'restart', 'deployment/hello');
  await answers('the second');
  const ids = await ns.run(
    ...['get', 'pods', '--selector', 'app=hello', '-o'],
    'jsonpath={.items[*].status.containerStatuses[*].imageID}',
  );
  assert.ok(ids.includes(`/${ns.name}/hello@${second}`), ids);
});

test('a digest runs what it names, although the tag has moved', async () => {
  const name = images.name(`${ns.name}/fixed`, 'v1');
  const say = (text: string) => `console.log(${JSON.stringify(text)})`;
  const digest = await images.push(name, say('as it was'));
  await images.push(name, say('as it is'));
  const image = `${name}@${digest}`;
  await ns.apply(podOf('fixed', { image }, { restartPolicy: 'Never' }));
  await ns.until('fixed', ({ status }) => status?.phase === 'Succeeded', 90);
  assert.equal(await ns.run('logs', 'fixed'), 'as it was\n');
});

test('an unknown tag waits, with what the registry says', async () => {
  const image = images.name(`${ns.name}/hello`, 'never-pushed');
  await ns.apply(podOf('unknown', { image }));
  const said = /ErrImagePull|ImagePullBackOff/;
  const pod = await ns.until(
    'unknown',
    found => said.test(appOf(found)?.state?.waiting?.reason ?? ''),
    90,
  );
  assert.match(
    appOf(pod)?.state?.waiting?.message ?? '',
    /never-pushed": the registry answered 404 MANIFEST_UNKNOWN: manifest unknown/,
  );
  await ns.event('unknown', /^Pulling: /);
});

test('a layer that is not what its digest promises is not run', async () => {
  const name = images.name(`${ns.name}/forged`, 'v1');
  await images.push(name, answering(`only in ${ns.name}`));
  const manifest = z
    .object({ layers: z.tuple([z.object({ digest: z.string() })]) })
    .parse(JSON.parse(await images.crane('manifest', name)));
  const hex = manifest.layers[0].digest.replace('sha256:', '');
  const blob = join(
    registryFiles(platform).data,
    'docker/registry/v2/blobs/sha256',
    ...[hex.slice(0, 2), hex, 'data'],
  );
  await writeFile(blob, Buffer.alloc((await stat(blob)).size, 'x'));
  await ns.apply(podOf('forged', { image: name }));
  const pod = await ns.until(
    'forged',
    found => Boolean(appOf(found)?.state?.waiting?.message),
    90,
  );
  assert.match(
    appOf(pod)?.state?.waiting?.message ?? '',
    new RegExp(`its content should have the digest sha256:${hex}`),
  );
});

async function deleteAs(user: RegistryUser, url: string): Promise<number> {
  const file = registryFiles(platform).password(user);
  const secret = (await readFile(file, 'utf8')).trim();
  const basic = Buffer.from(`${user}:${secret}`).toString('base64');
  const headers = { authorization: `Basic ${basic}` };
  const answer = await fetch(url, { method: 'DELETE', headers });
  await answer.body?.cancel();
  return answer.status;
}

test('nobody without a password is answered, and what is deleted is gone', async () => {
  const { url } = registryForNode(platform);
  for (const path of ['/v2/', '/v2/_catalog']) {
    const { status } = await fetch(url + path);
    assert.equal(status, 401, path);
  }
  const name = images.name(`${ns.name}/deleted`, 'v1');
  const digest = await images.push(name, answering('soon gone'));
  const manifest = `${url}/v2/${ns.name}/deleted/manifests/${digest}`;
  assert.equal(await deleteAs('ci', manifest), 401);
  assert.equal(await images.crane('digest', name), digest);
  assert.equal(await deleteAs('portal', manifest), 202);
  await assert.rejects(images.crane('digest', name), /MANIFEST_UNKNOWN/);
});
