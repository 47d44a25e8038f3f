import { checkName } from '../../jobs/names.ts';
import { settingsOf } from '../../scheduler/settings-of.ts';
import type { Job } from '../../store/job.ts';
import { type Call, parametersOf } from '../call.ts';
import { BadRequest, Conflict } from '../errors.ts';
import { json, redirect, type Reply, text } from '../reply.ts';
import { select } from '../select.ts';
import { newestFirst } from '../views/build.ts';
import { hudsonBean } from '../views/hudson.ts';
import { JOB_CLASSES, jobBean, jobUrl } from '../views/job.ts';
import { describeRun } from '../views/stages.ts';
import { viewOf } from '../views/view.ts';
import { build, buildWithParameters } from './build-trigger.ts';
import type { Route } from './route.ts';

/** `wfapi/runs` lists so many, as Jenkins does. */
const LISTED_RUNS = 10;

/** Addresses below a job; the server itself is the job that holds all. */
export const jobRoutes: readonly Route<Job>[] = [
  { method: 'GET', path: '/api/json', answer: showJob },
  { method: 'GET', path: '/config.xml', answer: showConfig },
  { method: 'POST', path: '/config.xml', answer: configure },
  { method: 'POST', path: '/createItem', answer: createItem },
  { method: 'POST', path: '/doDelete', answer: deleteJob },
  {
    method: 'POST',
    path: '/disable',
    answer: (call, job) => enable(call, job, false),
  },
  {
    method: 'POST',
    path: '/enable',
    answer: (call, job) => enable(call, job, true),
  },
  { method: 'POST', path: '/build', answer: build },
  { method: 'POST', path: '/buildWithParameters', answer: buildWithParameters },
  { method: 'GET', path: '/wfapi/runs', answer: listRuns },
  { method: 'GET', path: '/wfapi/describe', answer: describeJob },
  { method: 'GET', path: '/indexing/consoleText', answer: indexingLog },
  {
    method: 'GET',
    path: '/',
    answer: (_call, job) => text(`${job.fullName}\n`),
  },
];

function showJob(call: Call, job: Job): Reply {
  const { server } = call;
  const view = viewOf(server);
  const bean =
    job === server.store.root
      ? hudsonBean(view, job, server.executors.count)
      : jobBean(view, job);
  return json(select(bean, parametersOf(call)));
}

function showConfig(_call: Call, job: Job): Reply {
  return text(job.xml, 'application/xml');
}

async function configure({ server, body }: Call, job: Job): Promise<Reply> {
  await server.store.configure(job, body.toString('utf8'));
  server.jobChanged(job);
  return { status: 200 };
}

async function createItem(call: Call, parent: Job): Promise<Reply> {
  const { server, headers, body } = call;
  const parameters = parametersOf(call);
  const name = parameters.get('name') ?? '';
  checkName(name);
  if (parent.config.kind !== 'folder')
    throw new BadRequest(`${parent.fullName} is no folder`);
  const mode = parameters.get('mode');
  if (mode === 'copy') return copyItem(call, parent, name);
  if (mode === JOB_CLASSES.folder) {
    const folder = await server.store.create(parent, name, `<${mode}/>`);
    return redirect(jobUrl(server.url, folder));
  }
  if (!/xml/.test(headers['content-type'] ?? '')) {
    throw new BadRequest(
      'The configuration is to be sent as XML: set Content-Type to application/xml',
    );
  }
  const job = await server.store.create(parent, name, body.toString('utf8'));
  server.jobChanged(job);
  return { status: 200 };
}

async function copyItem(
  { server, query }: Call,
  parent: Job,
  name: string,
): Promise<Reply> {
  const from = query.get('from') ?? '';
  const source =
    parent.children.get(from) ?? server.store.find(from.replace(/^\//, ''));
  if (!source || source === server.store.root)
    throw new BadRequest(`No such job: ${from}`);
  const job = await server.store.create(parent, name, source.xml);
  server.jobChanged(job);
  return redirect(jobUrl(server.url, job));
}

async function deleteJob({ server }: Call, job: Job): Promise<Reply> {
  if (job === server.store.root)
    throw new BadRequest('The server itself cannot be deleted');
  await server.store.delete(job);
  await server.credentials.deleteBelow(job.fullName);
  server.scheduler.pump();
  const { parent } = job;
  return redirect(parent ? jobUrl(server.url, parent) : `${server.url}/`);
}

async function enable(
  { server }: Call,
  job: Job,
  enabled: boolean,
): Promise<Reply> {
  if (job.config.kind === 'folder')
    throw new Conflict(`${job.fullName || 'The server'} cannot be disabled`);
  await server.store.configure(job, withDisabled(job.xml, !enabled));
  server.scheduler.pump();
  return redirect(jobUrl(server.url, job));
}

/** The configuration as it was given, but for this one element. */
function withDisabled(xml: string, disabled: boolean): string {
  const element = `<disabled>${disabled}</disabled>`;
  const known = /<disabled>[^<]*<\/disabled>|<disabled\s*\/>/;
  if (known.test(xml)) return xml.replace(known, element);
  return xml.replace(/(<\/[^>]+>\s*)$/, `  ${element}\n$1`);
}

function listRuns({ query }: Call, job: Job): Reply {
  const since = query.get('since');
  const now = Date.now();
  const builds = newestFirst(job);
  const end = builds.findIndex(
    ({ number, displayName }) => (displayName ?? `#${number}`) === since,
  );
  const wanted = builds.slice(0, end < 0 ? LISTED_RUNS : end + 1);
  return json(wanted.map(each => describeRun(job, each, now)));
}

function describeJob(_call: Call, job: Job): Reply {
  return json({
    _links: { self: { href: `/job/${job.fullName}/wfapi/describe` } },
    name: job.name,
    runCount: settingsOf(job) ? job.builds.size : 0,
  });
}

async function indexingLog({ server }: Call, job: Job): Promise<Reply> {
  if (job.config.kind !== 'multibranch')
    throw new BadRequest(`${job.fullName} has no branches`);
  return text(await server.branches.log(job));
}
