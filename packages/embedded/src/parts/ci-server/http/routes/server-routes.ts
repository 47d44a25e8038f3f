import type { CiServer } from '../../ci-server.ts';
import { CRUMB_FIELD, crumbFor } from '../auth.ts';
import { Bean } from '../bean.ts';
import { type Call, countOf, parametersOf } from '../call.ts';
import { BadRequest, NotFound } from '../errors.ts';
import { json, redirect, type Reply, text } from '../reply.ts';
import { select } from '../select.ts';
import { queueItemBean } from '../views/queue.ts';
import { viewOf } from '../views/view.ts';
import { giteaHook, notifyCommit } from './hooks.ts';
import type { Route } from './route.ts';

/** Addresses that are the server's alone, and for those who have signed in. */
export const serverRoutes: readonly Route<CiServer>[] = [
  { method: 'GET', path: '/crumbIssuer/api/json', answer: crumb },
  { method: 'GET', path: '/queue/api/json', answer: listQueue },
  { method: 'GET', path: '/queue/item/:id/api/json', answer: showItem },
  { method: 'POST', path: '/queue/cancelItem', answer: cancelItem },
  {
    method: 'POST',
    path: '/queue/item/:id/cancelQueue',
    answer: (call, server, { id }) => cancel(call, server, Number(id)),
  },
  { method: 'GET', path: '/pluginManager/api/json', answer: plugins },
  { method: 'GET', path: '/me/api/json', answer: me },
  { method: 'GET', path: '/computer/api/json', answer: computers },
];

/** Addresses that answer to everybody; each decides for itself whom it believes. */
export const openRoutes: readonly Route<CiServer>[] = [
  {
    method: 'GET',
    path: '/login',
    answer: () => text('Sign in by HTTP Basic\n'),
  },
  { method: 'GET', path: '/whoAmI/api/json', answer: whoAmI },
  { method: 'ANY', path: '/git/notifyCommit', answer: notifyCommit },
  { method: 'POST', path: '/gitea-webhook/post', answer: giteaHook },
];

function crumb(call: Call): Reply {
  const bean = new Bean('hudson.security.csrf.DefaultCrumbIssuer', {
    crumb: () => crumbFor(call.server.crumbKey, call.principal),
    crumbRequestField: () => CRUMB_FIELD,
  });
  return json(select(bean, parametersOf(call)));
}

function whoAmI(call: Call): Reply {
  const { id, by } = call.principal;
  const bean = new Bean('hudson.security.WhoAmI', {
    anonymous: () => by === 'nobody',
    authenticated: () => by !== 'nobody',
    authorities: () => (by === 'nobody' ? [] : ['authenticated']),
    details: () => null,
    name: () => id,
    toString: () => id,
  });
  return json(select(bean, parametersOf(call)));
}

function me(call: Call): Reply {
  const { id, fullName } = call.principal;
  const bean = new Bean('hudson.model.User', {
    absoluteUrl: () => `${call.server.url}/user/${encodeURIComponent(id)}`,
    description: () => null,
    fullName: () => fullName,
    id: () => id,
    property: () => [],
  });
  return json(select(bean, parametersOf(call)));
}

function listQueue(call: Call, server: CiServer): Reply {
  const view = viewOf(server);
  const bean = new Bean('hudson.model.Queue', {
    discoverableItems: () => [],
    items: () =>
      server.scheduler.queue.waiting.map(each => queueItemBean(view, each)),
  });
  return json(select(bean, parametersOf(call)));
}

function showItem(
  call: Call,
  server: CiServer,
  { id }: Readonly<Record<string, string>>,
): Reply {
  const item = server.scheduler.queue.get(Number(id));
  if (!item) throw new NotFound(`No queue item has the number ${id}`);
  return json(select(queueItemBean(viewOf(server), item), parametersOf(call)));
}

function cancelItem(call: Call, server: CiServer): Promise<Reply> {
  const id = countOf(parametersOf(call), 'id');
  if (id === undefined)
    throw new BadRequest(
      'Say with the parameter id which item is to be canceled',
    );
  return cancel(call, server, id);
}

async function cancel(
  _call: Call,
  { scheduler, url }: CiServer,
  id: number,
): Promise<Reply> {
  if (!(await scheduler.cancel(id)))
    throw new NotFound(`No queue item waits with the number ${id}`);
  return redirect(`${url}/queue/`);
}

/** None: what stands for plugins is built in, and honesty forbids to name them. */
function plugins(call: Call): Reply {
  const bean = new Bean('hudson.LocalPluginManager', { plugins: () => [] });
  return json(select(bean, parametersOf(call)));
}

async function computers(
  call: Call,
  { executors: { busy, count }, tools }: CiServer,
): Promise<Reply> {
  const labels = await tools.labels();
  const builtIn = new Bean(
    'hudson.model.Hudson$MasterComputer',
    {
      assignedLabels: () =>
        ['built-in', ...labels].map(
          name =>
            new Bean(
              'hudson.model.labels.LabelAtom',
              { name: () => name },
              { visibility: 2 },
            ),
        ),
      displayName: () => 'Built-In Node',
      idle: () => busy === 0,
      numExecutors: () => count,
      offline: () => false,
      temporarilyOffline: () => false,
    },
    { visibility: 2 },
  );
  const bean = new Bean('hudson.model.ComputerSet', {
    busyExecutors: () => busy,
    computer: () => [builtIn],
    displayName: () => 'Nodes',
    totalExecutors: () => count,
  });
  return json(select(bean, parametersOf(call)));
}
