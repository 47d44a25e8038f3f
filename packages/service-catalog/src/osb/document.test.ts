import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  isHopeless,
  mayLeaveOrphan,
  readAnswer,
  type Answer,
  type Call,
} from './answer.ts';
import { BrokerClient, readCatalog, type BrokerAuth } from './client.ts';
import { CATALOG, openBroker, type Heard } from '../testing/broker.ts';

/*
 * The rules for platforms of the Open Service Broker API 2.17, by the sections of its
 * document: what is sent, and what is made of the answers.
 */

const broker = await openBroker(() => ({ status: 200, body: {} }));
after(() => broker.close());

/** The request that came last. */
const last = () => broker.heard.at(-1);

const about = {
  instanceId: 'i/1',
  bindingId: 'b1',
  serviceId: 's1',
  planId: 'p1',
  context: { platform: 'kubernetes', namespace: 'shop' },
};
const client = (auth?: BrokerAuth, timeoutMs = 5_000) =>
  new BrokerClient({ url: `${broker.url}/base/`, auth, timeoutMs });

const calls: Readonly<
  Record<Exclude<Call, never> | 'catalog', () => Promise<unknown>>
> = {
  catalog: () => client().catalog(),
  provision: () =>
    client().provision({
      ...about,
      organizationGuid: 'o1',
      spaceGuid: 'n1',
      parameters: { size: 1 },
    }),
  update: () =>
    client().update({
      ...about,
      planId: 'p2',
      parameters: { size: 2 },
      previousPlanId: 'p1',
    }),
  deprovision: () => client().deprovision(about),
  bind: () =>
    client().bind({ ...about, appGuid: 'n1', parameters: { ro: true } }),
  unbind: () => client().unbind(about),
  fetchBinding: () => client().fetchBinding(about),
  lastOperation: () =>
    client().lastOperation({
      ...about,
      bindingId: undefined,
      operation: 'o p',
    }),
};

async function sent(call: keyof typeof calls): Promise<Heard> {
  await calls[call]();
  const heard = last();
  assert.ok(heard);
  return heard;
}

const INSTANCE = '/base/v2/service_instances/i%2F1';
const BINDING = `${INSTANCE}/service_bindings/b1`;
const ids = { service_id: 's1', plan_id: 'p1' };
const async = { accepts_incomplete: 'true' };

const requests: readonly {
  readonly section: string;
  readonly call: keyof typeof calls;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}[] = [
  {
    section: 'Catalog Management',
    call: 'catalog',
    method: 'GET',
    path: '/base/v2/catalog',
    query: {},
  },
  {
    section: 'Provisioning',
    call: 'provision',
    method: 'PUT',
    path: INSTANCE,
    query: async,
    body: {
      ...ids,
      context: about.context,
      organization_guid: 'o1',
      space_guid: 'n1',
      parameters: { size: 1 },
    },
  },
  {
    section: 'Updating a Service Instance',
    call: 'update',
    method: 'PATCH',
    path: INSTANCE,
    query: async,
    body: {
      context: about.context,
      service_id: 's1',
      plan_id: 'p2',
      parameters: { size: 2 },
      previous_values: ids,
    },
  },
  {
    section: 'Deprovisioning',
    call: 'deprovision',
    method: 'DELETE',
    path: INSTANCE,
    query: { ...ids, ...async },
  },
  {
    section: 'Binding',
    call: 'bind',
    method: 'PUT',
    path: BINDING,
    query: async,
    body: {
      ...ids,
      context: about.context,
      bind_resource: { app_guid: 'n1' },
      parameters: { ro: true },
    },
  },
  {
    section: 'Unbinding',
    call: 'unbind',
    method: 'DELETE',
    path: BINDING,
    query: { ...ids, ...async },
  },
  {
    section: 'Fetching a Service Binding',
    call: 'fetchBinding',
    method: 'GET',
    path: BINDING,
    query: ids,
  },
  {
    section: 'Polling Last Operation for Service Instances',
    call: 'lastOperation',
    method: 'GET',
    path: `${INSTANCE}/last_operation`,
    query: { ...ids, operation: 'o p' },
  },
];
for (const { section, call, ...wanted } of requests) {
  test(`${section}: the request`, async () => {
    const { method, path, query, body } = await sent(call);
    assert.deepEqual(
      { method, path, query, ...(body !== undefined && { body }) },
      wanted,
    );
  });
}

test('Polling Last Operation for Service Bindings: the request', async () => {
  await client().lastOperation({ ...about, operation: 'x' });
  assert.equal(last()?.path, `${BINDING}/last_operation`);
});

for (const call of Object.keys(calls) as (keyof typeof calls)[]) {
  test(`Headers: ${call} names the version, and itself`, async () => {
    const { headers } = await sent(call);
    assert.equal(headers['x-broker-api-version'], '2.17');
    assert.match(
      String(headers['x-broker-api-request-identity']),
      /^[-0-9a-f]{36}$/,
    );
    assert.equal(headers['x-broker-api-originating-identity'], undefined);
  });
}

test('Originating Identity: platform, and JSON in Base64', async () => {
  const identity = { username: 'mei', groups: ['a'], extra: { scopes: ['x'] } };
  await client().deprovision({ ...about, identity });
  const header = last()?.headers['x-broker-api-originating-identity'];
  const [platform, value = ''] = String(header).split(' ');
  assert.equal(platform, 'kubernetes');
  const json: unknown = JSON.parse(Buffer.from(value, 'base64').toString());
  assert.deepEqual(json, { ...identity, uid: '' });
});

const auths: readonly (readonly [
  BrokerAuth | undefined,
  string | undefined,
])[] = [
  [undefined, undefined],
  [
    { kind: 'basic', username: 'u', password: 'pä:s' },
    `Basic ${Buffer.from('u:pä:s').toString('base64')}`,
  ],
  [{ kind: 'bearer', token: 't' }, 'Bearer t'],
];
for (const [auth, wanted] of auths) {
  test(`Platform to Service Broker Authentication: ${
    auth?.kind ?? 'none'
  }`, async () => {
    await client(auth).catalog();
    assert.equal(last()?.headers.authorization, wanted);
  });
}

type Rule = readonly [
  section: string,
  call: Call,
  status: number,
  body: unknown,
  wanted: Partial<Extract<Answer, { kind: string }>> & { kind: Answer['kind'] },
  orphan?: boolean,
];
const now = new Date('2026-01-01T00:00:00Z');
const rules: readonly Rule[] = [
  [
    'Provisioning',
    'provision',
    201,
    { dashboard_url: 'http://d' },
    { kind: 'done', status: 201 },
  ],
  ['Provisioning', 'provision', 200, {}, { kind: 'done', status: 200 }],
  [
    'Provisioning',
    'provision',
    202,
    { operation: 'o', dashboard_url: 'http://d' },
    { kind: 'accepted', operation: 'o', dashboardUrl: 'http://d' },
  ],
  [
    'Provisioning',
    'provision',
    202,
    {},
    { kind: 'accepted', operation: undefined },
  ],
  ['Provisioning', 'provision', 201, { dashboard_url: null }, { kind: 'done' }],
  [
    'Provisioning',
    'provision',
    400,
    { description: 'x' },
    { kind: 'refused', status: 400, description: 'x' },
  ],
  ['Provisioning', 'provision', 409, {}, { kind: 'refused', status: 409 }],
  [
    'Provisioning',
    'provision',
    422,
    { error: 'MaintenanceInfoConflict' },
    { kind: 'refused', error: 'MaintenanceInfoConflict' },
  ],
  ['Provisioning', 'provision', 410, {}, { kind: 'refused', status: 410 }],
  [
    'Vendor Extension Fields',
    'provision',
    201,
    { 'x-own': [1] },
    { kind: 'done' },
  ],
  ['Updating a Service Instance', 'update', 200, {}, { kind: 'done' }],
  [
    'Updating a Service Instance',
    'update',
    202,
    { operation: 'u' },
    { kind: 'accepted', operation: 'u' },
  ],
  [
    'Updating a Service Instance',
    'update',
    201,
    {},
    { kind: 'malformed', status: 201 },
    true,
  ],
  [
    'Updating a Service Instance',
    'update',
    422,
    { error: 'AsyncRequired', update_repeatable: false, instance_usable: true },
    { kind: 'refused', updateRepeatable: false, instanceUsable: true },
  ],
  ['Deprovisioning', 'deprovision', 200, {}, { kind: 'done' }],
  ['Deprovisioning', 'deprovision', 202, {}, { kind: 'accepted' }],
  ['Deprovisioning', 'deprovision', 410, {}, { kind: 'gone' }],
  ['Deprovisioning', 'deprovision', 410, 'no JSON', { kind: 'gone' }],
  ['Binding', 'bind', 201, { credentials: { a: 1 } }, { kind: 'done' }],
  ['Binding', 'bind', 200, { credentials: {} }, { kind: 'done' }],
  [
    'Binding',
    'bind',
    202,
    { operation: 'b' },
    { kind: 'accepted', operation: 'b' },
  ],
  [
    'Binding',
    'bind',
    201,
    { credentials: 'none' },
    { kind: 'malformed', status: 201 },
    true,
  ],
  [
    'Binding',
    'bind',
    422,
    { error: 'RequiresApp' },
    { kind: 'refused', error: 'RequiresApp' },
  ],
  ['Unbinding', 'unbind', 200, {}, { kind: 'done' }],
  ['Unbinding', 'unbind', 202, {}, { kind: 'accepted' }],
  ['Unbinding', 'unbind', 410, {}, { kind: 'gone' }],
  [
    'Fetching a Service Binding',
    'fetchBinding',
    200,
    { credentials: { a: 1 }, parameters: {} },
    { kind: 'done' },
  ],
  [
    'Fetching a Service Binding',
    'fetchBinding',
    404,
    {},
    { kind: 'refused', status: 404 },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    200,
    { state: 'in progress', description: 'half' },
    { kind: 'done' },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    200,
    { state: 'succeeded' },
    { kind: 'done' },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    200,
    { state: 'failed', instance_usable: false },
    { kind: 'done' },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    200,
    { state: 'almost' },
    { kind: 'malformed' },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    410,
    {},
    { kind: 'gone' },
  ],
  [
    'Polling Last Operation for Service Instances',
    'lastOperation',
    404,
    {},
    { kind: 'refused' },
  ],
  [
    'Asynchronous Operations',
    'provision',
    202,
    { operation: 'x'.repeat(10_001) },
    { kind: 'malformed' },
    true,
  ],
  [
    'Asynchronous Operations',
    'fetchBinding',
    202,
    {},
    { kind: 'malformed' },
    true,
  ],
  [
    'API Version Header',
    'provision',
    412,
    { description: 'needs 2.99' },
    { kind: 'refused', status: 412 },
  ],
  [
    'Service Broker Errors',
    'provision',
    500,
    'no JSON',
    { kind: 'refused', status: 500, error: undefined },
    true,
  ],
  [
    'Service Broker Errors',
    'provision',
    500,
    { error: 3, description: ['x'] },
    { kind: 'refused', error: undefined, description: undefined },
    true,
  ],
  ['Orphan Mitigation: 200', 'provision', 200, {}, { kind: 'done' }, false],
  [
    'Orphan Mitigation: 200 with malformed response',
    'provision',
    200,
    'x',
    { kind: 'malformed' },
    false,
  ],
  ['Orphan Mitigation: 201', 'provision', 201, {}, { kind: 'done' }, false],
  [
    'Orphan Mitigation: 201 with malformed response',
    'provision',
    201,
    'x',
    { kind: 'malformed' },
    true,
  ],
  [
    'Orphan Mitigation: all other 2xx',
    'provision',
    204,
    '',
    { kind: 'malformed' },
    true,
  ],
  ['Orphan Mitigation: 408', 'provision', 408, {}, { kind: 'refused' }, false],
  [
    'Orphan Mitigation: all other 4xx',
    'provision',
    418,
    {},
    { kind: 'refused' },
    false,
  ],
  ['Orphan Mitigation: 5xx', 'provision', 599, {}, { kind: 'refused' }, true],
  ...(['provision', 'update', 'deprovision', 'bind', 'unbind'] as const).map(
    (call): Rule => [
      'Asynchronous Operations: no operation',
      call,
      202,
      { operation: null },
      { kind: 'accepted', operation: undefined },
    ],
  ),
];
for (const [section, call, status, body, wanted, orphan = false] of rules) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  test(`${section}: ${call} answered with ${status} ${text.slice(
    0,
    60,
  )}`, () => {
    const answer = readAnswer(call, { status, text }, now);
    const told = Object.fromEntries(
      Object.keys(wanted).map(key => [key, Reflect.get(answer, key)]),
    );
    assert.deepEqual(told, wanted);
    assert.equal(mayLeaveOrphan(answer), orphan);
  });
}

const pauses: readonly (readonly [string, number | undefined])[] = [
  ['120', 120_000],
  ['0', 0],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 2025 00:01:00 GMT', 0],
  ['soon', undefined],
];
for (const [retryAfter, wanted] of pauses) {
  test(`Polling Interval and Duration: Retry-After: ${retryAfter}`, () => {
    const provision = { status: 202, text: '{}', retryAfter };
    const poll = { status: 200, text: '{"state": "in progress"}', retryAfter };
    for (const answer of [
      readAnswer('provision', provision, now),
      readAnswer('lastOperation', poll, now),
    ]) {
      assert.equal(Reflect.get(answer, 'retryAfterMs'), wanted);
    }
  });
}

const repeats: readonly (readonly [number, string | undefined, boolean])[] = [
  [400, undefined, true],
  [401, undefined, false],
  [409, undefined, false],
  [422, 'AsyncRequired', true],
  [422, 'RequiresApp', true],
  [422, 'MaintenanceInfoConflict', true],
  [422, 'ConcurrencyError', false],
  [422, undefined, false],
  [503, undefined, false],
];
for (const [status, error, wanted] of repeats) {
  test(`Service Broker Errors: ${status} ${error ?? ''} is ${
    wanted ? 'final' : 'tried again'
  }`, () => {
    assert.equal(isHopeless({ kind: 'refused', status, error }), wanted);
  });
}

const silences: readonly (readonly [
  string,
  () => void,
  number,
  Answer['kind'],
  boolean,
])[] = [
  [
    'a broker that says nothing',
    () => broker.behave(() => 'never'),
    100,
    'timeout',
    true,
  ],
  [
    'a broker that hangs up',
    () => broker.behave(() => 'hang up'),
    5_000,
    'broken',
    true,
  ],
];
for (const [title, begin, timeoutMs, kind, orphan] of silences) {
  test(`Orphan Mitigation: ${title}`, async t => {
    begin();
    t.after(() => broker.behave(() => ({ status: 200, body: {} })));
    const answer = await client(undefined, timeoutMs).deprovision(about);
    assert.equal(answer.kind, kind);
    assert.equal(mayLeaveOrphan(answer), orphan);
  });
}

test('Orphan Mitigation: a broker that was not reached has made nothing', async () => {
  const closed = await openBroker();
  await closed.close();
  const away = new BrokerClient({ url: closed.url, timeoutMs: 5_000 });
  const answer = await away.deprovision(about);
  assert.equal(answer.kind, 'unreachable');
  assert.equal(mayLeaveOrphan(answer), false);
});

const [service] = CATALOG.services;
const [plan] = service?.plans ?? [];
const catalogs: readonly (readonly [string, unknown, RegExp | undefined])[] = [
  ['as it should be', CATALOG, undefined],
  ['without services', { services: [] }, undefined],
  ['with fields of its own', { services: [{ ...service, x: 1 }] }, undefined],
  [
    'a plan without an id',
    { services: [{ ...service, plans: [{ name: 'a' }] }] },
    /plans\.0\.id/,
  ],
  [
    'a service without plans',
    { services: [{ ...service, plans: [] }] },
    /plans/,
  ],
  [
    'a service that says not whether it is bindable',
    { services: [{ ...service, bindable: undefined }] },
    /bindable/,
  ],
  [
    'two plans of one id',
    { services: [{ ...service, plans: [plan, { ...plan, name: 'b' }] }] },
    /"plan-small" is there twice as id/,
  ],
  [
    'two plans of one name',
    { services: [{ ...service, plans: [plan, { ...plan, id: 'b' }] }] },
    /"small" is there twice as name of a plan/,
  ],
  [
    'two services of one name',
    {
      services: [
        service,
        { ...service, id: 'x', plans: [{ ...plan, id: 'y' }] },
      ],
    },
    /"cache" is there twice as name of a service/,
  ],
];
for (const [title, catalog, wrong] of catalogs) {
  test(`Catalog Management: a catalog ${title}`, () => {
    const read = readCatalog(JSON.stringify(catalog));
    if (wrong) assert.match(read.kind === 'failed' ? read.because : '', wrong);
    else assert.equal(read.kind, 'catalog');
  });
}
