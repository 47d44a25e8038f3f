import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { waitUntil } from '../../platform/wait.ts';
import { openKubectl, type Kubectl } from '../../testing/kubectl.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';

const SERVER = `
const { createServer } = require('node:http');
createServer((incoming, response) => response.end(process.env.SAYS + ' ' + incoming.url))
  .listen(8080, process.env.PILOTHOUSE_BIND_ADDRESS);
`;

const ASKER = `
const http = require('node:http');
const proxy = new URL(process.env.HTTP_PROXY);
const authorization = 'Basic ' + btoa(proxy.username + ':' + proxy.password);
http.get({
  host: proxy.hostname, port: proxy.port, path: 'http://web:8000/short-name',
  headers: { 'Proxy-Authorization': authorization },
}, answer => answer.pipe(process.stdout));
`;

const execute = promisify(execFile);
const noCurl = await execute('curl', ['--version']).then(
  () => false,
  () => 'curl is not installed',
);
const namespace = `network-${randomBytes(4).toString('hex')}`;
const host = `${namespace}.localhost`;
const CANARY = 'nginx.ingress.kubernetes.io/canary';
const deadline = (seconds: number) => AbortSignal.timeout(seconds * 1000);

let kubectl: Kubectl;
const ports = platformUnderTest().addresses;

async function output(
  args: readonly string[],
  stdin?: string,
): Promise<string> {
  const { code, out, err } = await kubectl.run(
    ['--namespace', namespace, ...args],
    stdin,
  );
  assert.equal(code, 0, `kubectl ${args.join(' ')}: ${err}`);
  return out;
}

async function get(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status?: number; body: string }> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    headers,
    agent: false,
  });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, body: await text(answer) };
}

const throughIngress = (path: string, headers: Record<string, string> = {}) =>
  get(ports.ingress, path, { Host: host, ...headers });

function workload(name: string, replicas: number): object[] {
  const labels = { 'app.kubernetes.io/name': name };
  const container = {
    name: 'app',
    image: 'node',
    command: ['node', '-e', SERVER],
    env: [{ name: 'SAYS', value: name }],
    ports: [{ name: 'web', containerPort: 8080 }],
    readinessProbe: { httpGet: { port: 'web' }, periodSeconds: 1 },
  };
  const template = {
    metadata: { labels },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [container],
    },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: { replicas, selector: { matchLabels: labels }, template },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        selector: labels,
        ports: [{ name: 'http', port: 8000, targetPort: 'web' }],
      },
    },
  ];
}

function ingress(
  name: string,
  service: string,
  annotations: Record<string, string> = {},
): object {
  const backend = { service: { name: service, port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations },
    spec: { rules: [{ host, http: { paths } }] },
  };
}

async function apply(...objects: object[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  await output(['apply', '-f', '-'], JSON.stringify(list));
}

before(async () => {
  kubectl = await openKubectl();
  assert.equal((await kubectl.run(['create', 'namespace', namespace])).code, 0);
  await apply(
    ...workload('web', 2),
    ...workload('web-new', 1),
    ingress('web', 'web'),
  );
  for (const name of ['web', 'web-new']) {
    await output(['rollout', 'status', `deployment/${name}`, '--timeout=60s']);
  }
  await waitUntil(
    async () => (await throughIngress('/')).status === 200,
    deadline(60),
  );
});

after(async () => {
  await kubectl.run(['delete', 'namespace', namespace, '--wait=false']);
});

test('the ingress leads to the service, and its status tells the address', async () => {
  assert.deepEqual(await throughIngress('/cart?item=1'), {
    status: 200,
    body: 'web /cart?item=1',
  });
  const answersAt = async () =>
    output([
      'get',
      'ingress/web',
      '--output=jsonpath={.spec.ingressClassName} {.status.loadBalancer.ingress[0].hostname}',
    ]);
  await waitUntil(
    async () => (await answersAt()) === 'pilothouse localhost',
    deadline(60),
  );
});

test('the API server reaches service and pods through the egress proxy', async () => {
  const base = `/api/v1/namespaces/${namespace}`;
  const viaService = ['get', '--raw', `${base}/services/web:http/proxy/a`];
  assert.equal(await output(viaService), 'web /a');
  const pod = await output([
    'get',
    'pods',
    '--selector=app.kubernetes.io/name=web-new',
    '--output=jsonpath={.items[0].metadata.name}',
  ]);
  const viaPod = ['get', '--raw', `${base}/pods/${pod}:8080/proxy/b`];
  assert.equal(await output(viaPod), 'web-new /b');
});

test('the address of a service answers, and so does its name in the proxy', async () => {
  const jsonpath = '--output=jsonpath={.spec.clusterIP}';
  const clusterIP = await output(['get', 'service/web', jsonpath]);
  const direct = request({ host: clusterIP, port: 8000, path: '/c' }).end();
  const [answer] = (await once(direct, 'response')) as [IncomingMessage];
  assert.equal(await text(answer), 'web /c');
  const byName = await get(
    ports.serviceProxy,
    `http://web.${namespace}.svc:8000/d`,
  );
  assert.equal(byName.body, 'web /d');
});

test('curl reaches the address of a service', { skip: noCurl }, async () => {
  const jsonpath = '--output=jsonpath={.spec.clusterIP}';
  const clusterIP = await output(['get', 'service/web', jsonpath]);
  const url = `http://${clusterIP}:8000/e`;
  const { stdout } = await execute('curl', ['--silent', '--fail', url], {
    env: { PATH: process.env.PATH },
  });
  assert.equal(stdout, 'web /e');
});

test('a process of a pod asks a service of its namespace by its short name', async () => {
  const container = {
    name: 'ask',
    image: 'node',
    command: ['node', '-e', ASKER],
  };
  await apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'asker' },
    spec: {
      nodeName: 'local',
      restartPolicy: 'Never',
      containers: [container],
    },
  });
  await output([
    'wait',
    'pod/asker',
    '--for=jsonpath={.status.phase}=Succeeded',
    '--timeout=120s',
  ]);
  assert.equal((await output(['logs', 'asker'])).trim(), 'web /short-name');
});

test('a canary goes by weight, header and cookie, and ends with its Ingress', async () => {
  await apply(
    ingress('web-canary', 'web-new', {
      [CANARY]: 'true',
      [`${CANARY}-weight`]: '50',
      [`${CANARY}-by-header`]: 'X-Try',
      [`${CANARY}-by-cookie`]: 'try',
    }),
  );
  const always = { 'X-Try': 'always' };
  await waitUntil(
    async () => (await throughIngress('/', always)).body === 'web-new /',
    deadline(60),
  );
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => throughIngress('/')),
  );
  const taken = answers.filter(({ body }) => body === 'web-new /').length;
  assert.ok(taken > 15 && taken < 85, `${taken} of 100 went to the canary`);
  assert.equal((await throughIngress('/', { 'X-Try': 'never' })).body, 'web /');
  assert.equal(
    (await throughIngress('/', { Cookie: 'try=always' })).body,
    'web-new /',
  );
  await output(['delete', 'ingress/web-canary']);
  await waitUntil(
    async () => (await throughIngress('/', always)).body === 'web /',
    deadline(60),
  );
});

test('a service without ready endpoints is named in the answer', async () => {
  await output(['scale', 'deployment/web', '--replicas=0']);
  await waitUntil(
    async () => (await throughIngress('/')).status === 503,
    deadline(60),
  );
  const { body } = await throughIngress('/');
  assert.match(
    body,
    new RegExp(`Service ${namespace}/web has no ready endpoint`),
  );
  const unknown = await throughIngress('/', { Host: `other-${host}` });
  assert.equal(unknown.status, 404);
});
