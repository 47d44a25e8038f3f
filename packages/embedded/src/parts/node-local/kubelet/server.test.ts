import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, constants, openSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { AccessReviewer } from './access.ts';
import { runningContainer, startTestApi, type TestApi } from './testing/api.ts';

const reviewer: AccessReviewer = {
  authenticate: async token =>
    token === 'metrics-token' ? { user: 'metrics', groups: [] } : undefined,
  authorize: async (identity, access) =>
    identity.user === 'metrics' && access.subresource === 'metrics',
};

let api: TestApi;
before(async () => {
  api = await startTestApi(reviewer);
  const logFile = join(api.dir, '1.log');
  await writeFile(
    logFile,
    '2026-03-01T12:00:00.000000001Z stdout F second run\n',
  );
  await writeFile(
    join(api.dir, '0.log'),
    '2026-03-01T11:00:00.000000001Z stderr F first run\n',
  );
  const startedAt = new Date('2026-03-01T12:00:00Z');
  api.directory.setPod({
    object: { metadata: { namespace: 'shop', name: 'web', uid: 'u1' } },
    containers: [
      runningContainer(logFile, {
        current: { restart: 1, startedAt, logFile },
        previous: {
          restart: 0,
          startedAt: new Date('2026-03-01T11:00:00Z'),
          finishedAt: startedAt,
          logFile: join(api.dir, '0.log'),
        },
        usage: {
          cpuNanoseconds: 2_500_000_000,
          workingSetBytes: 1048576,
          startedAt,
          sampledAt: new Date('2026-03-01T12:01:00Z'),
        },
      }),
      { name: 'later', pids: [], environment: {}, workingDirectory: '/' },
    ],
  });
});
after(() => api.close());

test('without credentials, or with those of a stranger, the answer is 401', async () => {
  assert.equal((await api.text('/pods', {})).code, 401);
  assert.equal((await api.text('/healthz', {})).code, 401);
  assert.equal((await api.text('/pods', { token: 'guessed' })).code, 401);
  assert.equal((await api.text('/pods', api.stranger)).code, 401);
});

test('a known caller without the right gets 403 that names it', async () => {
  const { code, body } = await api.text('/pods', api.nobody);
  assert.equal(code, 403);
  assert.match(body, /nobody may not get nodes\/pods or nodes\/proxy/);
  assert.equal((await api.text('/pods', { token: 'metrics-token' })).code, 403);
});

test('a token with the right to metrics reads them', async () => {
  const { code, body } = await api.text('/metrics/resource', {
    token: 'metrics-token',
  });
  assert.equal(code, 200);
  const lines = body.split('\n');
  const labels = '{container="app",namespace="shop",pod="web"}';
  const at = Date.parse('2026-03-01T12:01:00Z');
  assert.ok(
    lines.includes(`container_cpu_usage_seconds_total${labels} 2.5 ${at}`),
    body,
  );
  assert.ok(
    lines.includes(`container_memory_working_set_bytes${labels} 1048576 ${at}`),
  );
  assert.ok(
    lines.includes(`container_start_time_seconds${labels} ${at / 1000 - 60}`),
  );
  assert.ok(
    lines.includes(
      `pod_cpu_usage_seconds_total{namespace="shop",pod="web"} 2.5 ${at}`,
    ),
  );
  assert.ok(
    lines.includes('resource_scrape_error 1'),
    'the node is not measured yet',
  );
});

test('pods and the summary are there for the API server', async () => {
  const pods: unknown = JSON.parse((await api.text('/pods')).body);
  assert.partialDeepStrictEqual(pods, {
    kind: 'PodList',
    items: [{ metadata: { name: 'web' } }],
  });
  const summary: unknown = JSON.parse((await api.text('/stats/summary')).body);
  assert.partialDeepStrictEqual(summary, {
    node: { nodeName: 'local' },
    pods: [
      {
        podRef: { namespace: 'shop', name: 'web', uid: 'u1' },
        cpu: { usageCoreNanoSeconds: 2_500_000_000 },
        containers: [{ name: 'app', memory: { workingSetBytes: 1048576 } }],
      },
    ],
  });
});

const answers: [path: string, code: number, body: RegExp][] = [
  ['/healthz', 200, /^ok$/],
  ['/containerLogs/shop/web/app', 200, /^second run\n$/],
  ['/containerLogs/shop/web/app?previous=true', 200, /^first run\n$/],
  ['/containerLogs/shop/web/app?tailLines=no', 400, /tailLines/],
  ['/containerLogs/shop/web/later', 400, /is waiting to start/],
  [
    '/containerLogs/shop/web/later?previous=true',
    400,
    /previous terminated container/,
  ],
  ['/containerLogs/shop/web/none', 404, /no container "none"/],
  ['/containerLogs/shop/none/app', 404, /not on this node/],
  ['/exec/shop/web/app?command=ls&output=1', 400, /needs a WebSocket/],
  ['/nothing', 404, /no \/nothing/],
];
async function checkAnswer(path: string, code: number, body: RegExp) {
  const answer = await api.text(path);
  assert.equal(answer.code, code, answer.body);
  assert.match(answer.body, body);
}
for (const [path, code, body] of answers) {
  test(`GET ${path} is ${code}`, () => checkAnswer(path, code, body));
}

/** Occupies every thread that opens files, until it is told not to. */
function occupyFiles(dir: string): () => Promise<void> {
  const fifo = join(dir, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  const waiting = Array.from({ length: threads }, () => open(fifo, 'r'));
  return async () => {
    const writer = openSync(fifo, constants.O_RDWR);
    for (const handle of await Promise.all(waiting)) await handle.close();
    closeSync(writer);
  };
}

test('what is written once an answer begins is told, however long the file takes to open', async () => {
  const logFile = join(api.dir, 'followed.log');
  const line = (text: string) =>
    `2026-03-01T12:00:00.000000001Z stdout F ${text}\n`;
  await writeFile(logFile, line('before'));
  api.directory.setPod({
    object: { metadata: { namespace: 'shop', name: 'followed', uid: 'u2' } },
    containers: [runningContainer(logFile)],
  });
  const release = occupyFiles(api.dir);
  let begun = false;
  const answer = api
    .get('/containerLogs/shop/followed/app?follow=true&tailLines=0')
    .then(response => {
      begun = true;
      return response;
    });
  // An answer that does not wait for the file is there by then.
  for (let turns = 0; turns < 2_000 && !begun; turns += 1) await turn();
  const released = release();
  const response = await answer;
  appendFileSync(logFile, line('after'));
  const [first] = await once(response, 'data', {
    signal: AbortSignal.timeout(30_000),
  });
  assert.equal(String(first), 'after\n');
  response.destroy();
  await released;
});
