import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { StageRun, TestReport } from '../../model.ts';
import { logSize, readLog, readStageLog } from '../../store/build-log.ts';
import type { StoredBuild } from '../../store/job.ts';
import { readBuildFile } from '../../store/load.ts';
import { type Call, countOf, parametersOf } from '../call.ts';
import { Conflict, HttpError, NotFound } from '../errors.ts';
import { json, redirect, type Reply, text } from '../reply.ts';
import { select } from '../select.ts';
import { buildBean, buildUrl } from '../views/build.ts';
import { jobUrl } from '../views/job.ts';
import { describeNode, describeRun } from '../views/stages.ts';
import { testReportBean } from '../views/test-report.ts';
import type { BuildSubject } from './build-subject.ts';
import { inputRoutes } from './input-routes.ts';
import type { PathValues, Route } from './route.ts';

/** What `wfapi` shows of a stage's log at most. */
const NODE_LOG_LIMIT = 10 * 1024;

/** Addresses below a build. */
export const buildRoutes: readonly Route<BuildSubject>[] = [
  { method: 'GET', path: '/', answer: showPage },
  { method: 'GET', path: '/api/json', answer: showBuild },
  { method: 'POST', path: '/stop', answer: stop },
  { method: 'POST', path: '/term', answer: stop },
  { method: 'POST', path: '/kill', answer: stop },
  { method: 'POST', path: '/doDelete', answer: deleteBuild },
  { method: 'POST', path: '/toggleLogKeep', answer: toggleKeep },
  { method: 'POST', path: '/replay/rebuild', answer: rebuild },
  { method: 'GET', path: '/consoleText', answer: consoleText },
  { method: 'ANY', path: '/logText/progressiveText', answer: progressive },
  { method: 'ANY', path: '/logText/progressiveHtml', answer: progressiveHtml },
  { method: 'GET', path: '/wfapi', answer: describe },
  { method: 'GET', path: '/wfapi/describe', answer: describe },
  { method: 'GET', path: '/wfapi/artifacts', answer: listArtifacts },
  {
    method: 'GET',
    path: '/execution/node/:id/wfapi/describe',
    answer: describeStage,
  },
  { method: 'GET', path: '/execution/node/:id/wfapi/log', answer: stageLog },
  { method: 'GET', path: '/execution/node/:id/log', answer: stageConsole },
  { method: 'GET', path: '/testReport/api/json', answer: tests },
  { method: 'GET', path: '/artifact/*path', answer: artifact },
  ...inputRoutes,
];

function showPage(_call: Call, { job, build }: BuildSubject): Reply {
  return text(`${job.fullName} #${build.number}\n`);
}

function showBuild(call: Call, { job, build }: BuildSubject): Reply {
  const bean = buildBean(call.server.url, job, build);
  return json(select(bean, parametersOf(call)));
}

function stop(
  { server, principal }: Call,
  { job, build }: BuildSubject,
): Reply {
  server.builds.abort(job, build.number, principal.fullName);
  return redirect(buildUrl(server.url, job, build.number));
}

async function deleteBuild(
  { server }: Call,
  { job, build }: BuildSubject,
): Promise<Reply> {
  if (build.progress.running)
    throw new Conflict(
      `${job.fullName} #${build.number} runs: wait for its end, or stop it`,
    );
  await server.store.deleteBuild(job, build.number);
  return redirect(jobUrl(server.url, job));
}

async function toggleKeep(
  { server }: Call,
  { job, build }: BuildSubject,
): Promise<Reply> {
  const { keepForever } = build;
  await server.store.saveBuild(job, { ...build, keepForever: !keepForever });
  return redirect(buildUrl(server.url, job, build.number));
}

async function rebuild(
  { server }: Call,
  { job, build }: BuildSubject,
): Promise<Reply> {
  await server.scheduler.submit(
    job,
    { kind: 'replay', build: build.number },
    build.progress.parameters,
    0,
  );
  return redirect(jobUrl(server.url, job));
}

async function consoleText(
  { server }: Call,
  { job, build }: BuildSubject,
): Promise<Reply> {
  const folder = server.store.buildFolder(job, build.number);
  const size = await logSize(folder);
  return text(size === 0 ? '' : readLog(folder, 0, size));
}

async function progressive(
  call: Call,
  { job, build }: BuildSubject,
): Promise<Reply> {
  const folder = call.server.store.buildFolder(job, build.number);
  // Asked before the size: what is written until its end is not missed.
  const { running } = build.progress;
  const size = await logSize(folder);
  const asked = countOf(parametersOf(call), 'start') ?? 0;
  const start = asked > size ? 0 : asked;
  return {
    status: 200,
    type: 'text/plain;charset=utf-8',
    headers: {
      'X-Text-Size': String(size),
      ...(running && { 'X-More-Data': 'true' }),
    },
    body: start === size ? '' : readLog(folder, start, size),
  };
}

async function progressiveHtml(
  call: Call,
  subject: BuildSubject,
): Promise<Reply> {
  const plain = await progressive(call, subject);
  const { body } = plain;
  return {
    ...plain,
    type: 'text/html;charset=utf-8',
    body: typeof body === 'object' ? Readable.from(escaped(body)) : body,
  };
}

async function* escaped(body: Readable): AsyncGenerator<string> {
  for await (const chunk of body.setEncoding('utf8')) {
    yield String(chunk)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
  }
}

function describe(_call: Call, { job, build }: BuildSubject): Reply {
  return json(describeRun(job, build, Date.now()));
}

function listArtifacts(_call: Call, { job, build }: BuildSubject): Reply {
  return json(
    build.progress.artifacts.map(({ path, size }) => ({
      id: path,
      name: path.split('/').at(-1) ?? path,
      path,
      url: `${buildUrl('', job, build.number)}artifact/${path}`,
      size,
    })),
  );
}

function describeStage(
  _call: Call,
  { job, build }: BuildSubject,
  { id }: PathValues,
): Reply {
  return json(describeNode(job, build, stageOf(build, id), Date.now()));
}

async function stageLog(
  { server }: Call,
  { job, build }: BuildSubject,
  { id }: PathValues,
): Promise<Reply> {
  const stage = stageOf(build, id);
  const folder = server.store.buildFolder(job, build.number);
  const found = await readStageLog(
    folder,
    withBelow(build, stage),
    NODE_LOG_LIMIT,
  );
  return json({
    nodeId: stage.id,
    nodeStatus: stage.status,
    length: found.length,
    hasMore: found.length > NODE_LOG_LIMIT,
    text: found.text,
    consoleUrl: `${buildUrl('', job, build.number)}execution/node/${
      stage.id
    }/log`,
  });
}

async function stageConsole(
  { server }: Call,
  { job, build }: BuildSubject,
  { id }: PathValues,
): Promise<Reply> {
  const folder = server.store.buildFolder(job, build.number);
  const ids = withBelow(build, stageOf(build, id));
  return text((await readStageLog(folder, ids, 16 * 1024 * 1024)).text);
}

/** @throws NotFound */
function stageOf(build: StoredBuild, id: string | undefined): StageRun {
  const stage = build.progress.stages.find(each => each.id === id);
  if (!stage) throw new NotFound(`Build #${build.number} has no node ${id}`);
  return stage;
}

/** A stage speaks through those in it, too. */
function withBelow(build: StoredBuild, stage: StageRun): Set<string> {
  const ids = new Set([stage.id]);
  // A stage begins after the one that it is in.
  for (const { id, parentId } of build.progress.stages)
    if (parentId !== undefined && ids.has(parentId)) ids.add(id);
  return ids;
}

async function tests(call: Call, { job, build }: BuildSubject): Promise<Reply> {
  if (!build.tests)
    throw new NotFound(`Build #${build.number} has no test report`);
  const report =
    call.server.builds.tests(job, build.number) ??
    z
      .custom<TestReport>()
      .parse(JSON.parse(await readBuildFile(job, build.number, 'tests.json')));
  return json(select(testReportBean(report), parametersOf(call)));
}

async function artifact(
  { server }: Call,
  { job, build }: BuildSubject,
  { path = '' }: PathValues,
): Promise<Reply> {
  // Only what the build itself has told of: no path leads anywhere else.
  const known = build.progress.artifacts.find(each => each.path === path);
  if (!known)
    throw new NotFound(`Build #${build.number} has no artifact ${path}`);
  const folder = server.store.buildFolder(job, build.number);
  const file = join(folder, 'artifacts', ...known.path.split('/'));
  const { size } = await stat(file).catch(() => {
    throw new HttpError(410, `The artifact ${path} is no longer kept`);
  });
  return {
    status: 200,
    type: 'application/octet-stream',
    headers: {
      'Content-Length': String(size),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
    body: createReadStream(file),
  };
}
