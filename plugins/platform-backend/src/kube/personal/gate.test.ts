import { once } from 'node:events';
import { get } from 'node:http';
import { Readable } from 'node:stream';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { PersonalGate } from '@pilothouse/plugin-platform-node';
import type { KubeRequest, KubeService, KubeStream } from '../KubeService';
import { openGate } from './gate';

const lin = { kubernetes: { user: 'lin.wei', groups: ['shop'] } };

let asked: KubeRequest[];
let answer: (request: KubeRequest) => Promise<KubeStream>;
let gate: PersonalGate;

const kube: Pick<KubeService, 'stream'> = {
  stream: (_, request) => {
    asked.push(request);
    return answer(request);
  },
};
const streamOf = (body: Readable, status = 200): KubeStream => ({
  status,
  ok: status < 300,
  headers: { 'content-type': 'application/json', 'x-own': 'secret' },
  body,
});

beforeEach(async () => {
  asked = [];
  answer = async () => streamOf(Readable.from(['{"items":[]}']));
  gate = await openGate(kube, 'east', lin);
});
afterEach(() => gate.close());

it('asks as the person, whoever the program says that it is', async () => {
  const said = await fetch(`${gate.server}/api/v1/pods?watch=1&a=b%2Fc`, {
    headers: {
      'impersonate-user': 'admin',
      authorization: 'Bearer another',
      accept: 'application/json',
    },
  });
  expect(await said.json()).toEqual({ items: [] });
  expect(said.headers.get('x-own')).toBeNull();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    method: 'GET',
    path: '/api/v1/pods?watch=1&a=b%2Fc',
    headers: {
      'impersonate-user': 'lin.wei',
      'impersonate-group': ['shop'],
      accept: 'application/json',
    },
  });
  expect(asked[0].headers).not.toHaveProperty('authorization');
});

it('passes on what is sent, and the answer of any status', async () => {
  answer = async () => streamOf(Readable.from(['{"kind":"Status"}']), 409);
  const said = await fetch(`${gate.server}/api/v1/x`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: 'kind: Pod # 豆荚',
  });
  expect(said.status).toBe(409);
  expect(asked[0]).toMatchObject({
    method: 'PATCH',
    body: Buffer.from('kind: Pod # 豆荚'),
    headers: { 'content-type': 'application/apply-patch+yaml' },
  });
});

it('tells what it is told as it comes, and ends with who asked', async () => {
  const events = new Readable({ read() {} });
  const ended = new Promise<void>(resolve => {
    answer = async ({ signal }) => {
      signal?.addEventListener('abort', () => resolve());
      return streamOf(events);
    };
  });
  const end = new AbortController();
  const said = await fetch(`${gate.server}/api/v1/pods`, {
    signal: end.signal,
  });
  events.push('one');
  const reader = said.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(
    'one',
  );
  end.abort();
  await ended;
});

it.each([
  ['', 404],
  ['/api/v1/pods', 404],
])('lets nobody in who does not know the way: %s', async (path, status) => {
  const { origin } = new URL(gate.server);
  expect((await fetch(`${origin}${path}`)).status).toBe(status);
  expect(asked).toEqual([]);
});

it.each([
  '//evil.example.com/x',
  '/api//evil.example.com',
  '/api/../../x',
  '/api/%2e%2E/x',
  '/api/.',
  '/api\\\\x',
  '/apix',
  '/metrics',
  '/',
])('passes on nothing that could lead elsewhere: %s', async path => {
  const { hostname, port, pathname } = new URL(gate.server);
  // As it stands: other clients would tidy it up.
  const asking = get({ hostname, port, path: `${pathname}${path}` });
  const [refusal] = await once(asking, 'response');
  refusal.resume();
  expect(refusal.statusCode).toBe(404);
  expect(asked).toEqual([]);
});

it.each(['/version', '/apis', '/openapi/v3?timeout=32s', '/api/v1/x?a=..//b'])(
  'passes on what an API server has: %s',
  async path => {
    expect((await fetch(`${gate.server}${path}`)).status).toBe(200);
    expect(asked).toMatchObject([{ path }]);
  },
);

it('spoils no bytes, as programs may send other things than text', async () => {
  const body = Buffer.from([0x6b, 0x38, 0x73, 0x00, 0xff, 0xfe]);
  await fetch(`${gate.server}/api/v1/x`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.kubernetes.protobuf' },
    body,
  });
  expect(asked[0].body).toEqual(body);
});

it('passes on nothing but what an API server knows', async () => {
  const said = await fetch(`${gate.server}/api/v1/x`, { method: 'OPTIONS' });
  expect(said.status).toBe(405);
  expect(asked).toEqual([]);
});

it('says as an API server would why a cluster does not answer', async () => {
  answer = () => Promise.reject(new ServiceUnavailableError('it is away'));
  const said = await fetch(`${gate.server}/api/v1/x`);
  expect(said.status).toBe(503);
  expect(await said.json()).toMatchObject({
    kind: 'Status',
    message: 'it is away',
  });
});

it('lets nothing through once it is closed', async () => {
  await gate.close();
  await expect(fetch(`${gate.server}/api/v1/x`)).rejects.toThrow();
});

it('opens for nobody as whom nobody may act', async () => {
  await expect(
    openGate(kube, 'east', {
      kubernetes: { user: 'system:admin', groups: [] },
    }),
  ).rejects.toThrow(NotAllowedError);
});
