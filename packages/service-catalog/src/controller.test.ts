import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from './conditions.ts';
import {
  API_PATH,
  type Secret,
  type ServiceClass,
  type ServiceInstance,
  type ServicePlan,
} from './model.ts';
import { CATALOG, type Behavior, type Reply } from './testing/broker.ts';
import {
  BINDING,
  BROKER,
  INSTANCE,
  obliging,
  openScene,
  SECRET,
  withCatalog,
} from './testing/scene.ts';

const isProvision: Behavior = ({ method, path }) =>
  method === 'PUT' && !path.includes('service_bindings')
    ? { status: 0 }
    : undefined;
const READY = { status: 'True' };

/** Answers provisioning so, in turn and then by the last; everything else obligingly. */
function provisioningAnswers(...replies: Reply[]): Behavior {
  let next = 0;
  return heard => {
    if (!isProvision(heard)) return obliging(heard);
    const reply = replies[Math.min(next, replies.length - 1)];
    next += 1;
    return reply;
  };
}

test('a catalog becomes classes and plans, and follows the broker', async t => {
  const scene = await openScene(t, obliging);
  const plan = scene.cluster.get<ServicePlan>(
    `${API_PATH}/clusterserviceplans/plan-small`,
  );
  assert.equal(plan?.spec.externalName, 'small');
  assert.deepEqual(plan.spec.clusterServiceClassRef, { name: 'service-1' });
  assert.deepEqual(plan.spec.instanceCreateParameterSchema, {
    type: 'object',
    properties: { size: { type: 'integer' } },
  });

  await t.test(
    'what it no longer offers goes, unless it is in use',
    async () => {
      scene.order();
      await scene.says(INSTANCE, 'Ready', READY);
      const [service] = CATALOG.services;
      const other = { id: 'plan-new', name: 'new', description: 'Another' };
      const changed = { services: [{ ...service, plans: [other] }] };
      scene.broker.behave(withCatalog(obliging, changed));
      scene.cluster.edit(BROKER, object => ({
        ...object,
        spec: { ...object.spec, relistRequests: 1 },
      }));
      const at = (name: string) =>
        scene.cluster.get<ServicePlan>(
          `${API_PATH}/clusterserviceplans/${name}`,
        );
      await scene.until(
        'plans',
        () => at('plan-new') !== undefined && at('plan-large') === undefined,
      );
      await scene.until(
        'mark',
        () => at('plan-small')?.status?.removedFromBrokerCatalog === true,
      );
    },
  );

  await t.test(
    'it stays while it is needed to take instances away',
    async () => {
      scene.cluster.delete(BROKER);
      const said = await scene.says(BROKER, 'Ready', {
        reason: 'DeletionBlockedByInstances',
      });
      assert.match(said.message, /shop\/db/);
      const of = scene.cluster.get<ServiceClass>(
        `${API_PATH}/clusterserviceclasses/service-1`,
      );
      assert.equal(of?.status?.removedFromBrokerCatalog, true);
      scene.cluster.delete(INSTANCE);
      await scene.until('gone', () => !scene.instance());
      assert.equal(scene.broker.count('DELETE'), 1);
    },
  );

  await t.test('with the broker go its classes and plans', async () => {
    const left = () =>
      ['clusterserviceplans/plan-new', 'clusterserviceclasses/service-1'].some(
        path => scene.cluster.get(`${API_PATH}/${path}`),
      );
    await scene.until('gone', () => !scene.cluster.get(BROKER) && !left());
  });
});

const badCatalogs: readonly (readonly [string, Reply, RegExp])[] = [
  ['a refusal', { status: 500, body: { description: 'no mood' } }, /no mood/],
  ['no JSON', { status: 200, body: '{' }, /no JSON/],
  ['no services', { status: 200, body: {} }, /services/],
  [
    'an id twice',
    {
      status: 200,
      body: { services: [...CATALOG.services, ...CATALOG.services] },
    },
    /twice/,
  ],
  ['silence', 'never', /did not answer/],
];
for (const [title, reply, says] of badCatalogs) {
  test(`a catalog that is ${title} is told, and asked for again`, async t => {
    const scene = await openScene(t, obliging, {
      timeoutMs: reply === 'never' ? 300 : 5_000,
    });
    scene.broker.behave(({ path }) =>
      path.endsWith('/catalog') ? reply : undefined,
    );
    scene.cluster.edit(BROKER, object => ({
      ...object,
      spec: { ...object.spec, relistRequests: 1 },
    }));
    const said = await scene.says(BROKER, 'Ready', {
      status: 'False',
      reason: 'ErrorFetchingCatalog',
    });
    assert.match(said.message, says);
    scene.broker.behave(withCatalog(obliging));
    await scene.says(BROKER, 'Ready', READY);
  });
}

test('an instance is ordered, changed and taken away at once', async t => {
  const scene = await openScene(t, obliging);
  scene.order({ parameters: { size: 1 } });
  const ready = await scene.says(INSTANCE, 'Ready', READY);
  assert.equal(ready.reason, 'ProvisionedSuccessfully');
  const [put] = scene.broker.heard.filter(({ method }) => method === 'PUT');
  assert.deepEqual(put?.query, { accepts_incomplete: 'true' });
  assert.equal(put.path.endsWith(scene.instance()?.metadata?.uid ?? '-'), true);
  assert.equal(
    scene.instance()?.spec.externalID,
    scene.instance()?.metadata?.uid,
  );

  await t.test('a change of plan and parameters names only these', async () => {
    scene.cluster.edit(INSTANCE, object => ({
      ...object,
      spec: {
        ...object.spec,
        clusterServicePlanExternalName: 'large',
        parameters: { size: 2 },
      },
    }));
    await scene.says(INSTANCE, 'Ready', {
      status: 'True',
      reason: 'InstanceUpdatedSuccessfully',
    });
    const [patch] = scene.broker.heard.filter(
      ({ method }) => method === 'PATCH',
    );
    const body = Object(patch?.body) as Record<string, unknown>;
    assert.equal(body.plan_id, 'plan-large');
    assert.deepEqual(body.parameters, { size: 2 });
    assert.deepEqual(body.previous_values, {
      service_id: 'service-1',
      plan_id: 'plan-small',
    });
  });

  await t.test(
    'a change that asks for nothing else sends nothing',
    async () => {
      scene.cluster.edit(INSTANCE, object => ({
        ...object,
        spec: { ...object.spec, updateRequests: 1 },
      }));
      await scene.until(
        'looked at',
        () =>
          scene.instance()?.status?.observedGeneration ===
          scene.instance()?.metadata?.generation,
      );
      assert.equal(scene.broker.count('PATCH'), 1);
    },
  );

  await t.test('deleting it tells the plan that the broker knows', async () => {
    scene.cluster.delete(INSTANCE);
    await scene.until('gone', () => !scene.instance());
    const [removed] = scene.broker.heard.filter(
      ({ method }) => method === 'DELETE',
    );
    assert.deepEqual(removed?.query, {
      service_id: 'service-1',
      plan_id: 'plan-large',
      accepts_incomplete: 'true',
    });
  });
});

test('a copy of an instance or a binding asks for nothing by the id of its original, and takes nothing away', async t => {
  const scene = await openScene(t, obliging);
  scene.order();
  scene.bind();
  await scene.says(BINDING, 'Ready', READY);
  const copies = [INSTANCE, BINDING].map(path => `${path}-copy`);
  for (const [i, path] of [INSTANCE, BINDING].entries()) {
    scene.cluster.put(copies[i] ?? '', {
      metadata: { name: 'db-copy', namespace: 'shop' },
      spec: scene.cluster.get<ServiceInstance>(path)?.spec,
    });
  }
  const sent = () => scene.broker.count('PUT') + scene.broker.count('DELETE');
  const before = sent();
  for (const path of copies) {
    const said = await scene.says(path, 'Ready', { reason: 'ExternalIDInUse' });
    assert.match(said.message, / db;/);
    scene.cluster.delete(path);
    await scene.until('gone', () => !scene.cluster.get(path));
  }
  assert.equal(sent(), before);
  assert.ok(scene.cluster.get(SECRET));
});

test('what the broker has under an id that it refused is not taken away', async t => {
  const scene = await openScene(t, provisioningAnswers({ status: 409 }));
  scene.order({ externalID: 'of-another-cluster' });
  await scene.says(INSTANCE, 'Failed', READY);
  scene.cluster.delete(INSTANCE);
  await scene.until('gone', () => !scene.instance());
  assert.equal(scene.broker.count('DELETE'), 0);
});

test('what is deleted after its class says what to do, and goes once that is back', async t => {
  const scene = await openScene(t, obliging);
  scene.order();
  scene.bind();
  await scene.says(BINDING, 'Ready', READY);
  scene.cluster.delete(`${API_PATH}/clusterserviceclasses/service-1`);
  scene.cluster.delete(BINDING);
  scene.cluster.delete(INSTANCE);
  const reason = 'ReferencesNonexistentServiceClass';
  const said = await scene.says(BINDING, 'Ready', { reason });
  assert.match(said.message, /removed at the broker and then take the final/);
  assert.equal(scene.broker.count('DELETE'), 0);
  scene.cluster.edit(BROKER, object => ({
    ...object,
    spec: { ...object.spec, relistRequests: 1 },
  }));
  await scene.until('gone', () => !scene.instance());
  assert.equal(scene.broker.count('DELETE'), 2);
});

test('an instance that is deleted after its class says so, too', async t => {
  const scene = await openScene(t, obliging);
  scene.order();
  await scene.says(INSTANCE, 'Ready', READY);
  const id = scene.instance()?.spec.externalID ?? '';
  scene.cluster.delete(`${API_PATH}/clusterserviceclasses/service-1`);
  scene.cluster.delete(INSTANCE);
  const reason = 'ReferencesNonexistentServiceClass';
  const said = await scene.says(INSTANCE, 'Ready', { reason });
  assert.match(said.message, new RegExp(`have ${id} removed at the broker`));
});

/** Which answers to a provision request may leave something behind. */
const orphans: readonly (readonly [string, Reply, boolean])[] = [
  ['200', { status: 200 }, false],
  ['200, malformed', { status: 200, body: '{' }, false],
  ['201', { status: 201 }, false],
  ['201, malformed', { status: 201, body: 'no' }, true],
  ['202, malformed', { status: 202, body: '[]' }, true],
  ['204', { status: 204 }, true],
  ['206', { status: 206 }, true],
  ['400', { status: 400 }, false],
  ['401', { status: 401 }, false],
  ['408', { status: 408 }, false],
  ['409', { status: 409 }, false],
  ['410', { status: 410 }, false],
  [
    '422 ConcurrencyError',
    {
      status: 422,
      body: { error: 'ConcurrencyError' },
    },
    false,
  ],
  ['500', { status: 500 }, true],
  ['503', { status: 503 }, true],
  ['no answer in time', 'never', true],
  ['a connection that breaks', 'hang up', true],
];
for (const [title, reply, isOrphan] of orphans) {
  const what = isOrphan ? 'takes away what may be left' : 'takes nothing away';
  test(`provisioning answered with ${title} ${what}`, async t => {
    const scene = await openScene(
      t,
      provisioningAnswers(reply, { status: 201 }),
      { timeoutMs: reply === 'never' ? 300 : 5_000 },
    );
    scene.order();
    if (/^40[09]/.test(title)) {
      await scene.says(INSTANCE, 'Failed', READY);
    } else {
      await scene.says(INSTANCE, 'Ready', READY);
    }
    const calls = scene.broker.heard
      .map(({ method }) => method)
      .filter(method => method !== 'GET');
    const isOnce = /^20[01]$|^40[09]/.test(title);
    const again = isOrphan ? ['DELETE', 'PUT'] : ['PUT'];
    const wanted = ['PUT', ...(isOnce ? [] : again)];
    assert.deepEqual(calls.slice(0, 3), wanted);
  });
}

const hopeless: readonly (readonly [string, Reply])[] = [
  ['400', { status: 400, body: { description: 'bad size' } }],
  [
    'AsyncRequired',
    {
      status: 422,
      body: { error: 'AsyncRequired', description: 'bad size' },
    },
  ],
  ['409', { status: 409, body: { description: 'bad size' } }],
];
for (const [title, reply] of hopeless) {
  test(`provisioning refused with ${title} is not tried again until something else is wanted`, async t => {
    const scene = await openScene(
      t,
      provisioningAnswers(reply, { status: 201 }),
    );
    scene.order();
    const failed = await scene.says(INSTANCE, 'Failed', READY);
    assert.equal(failed.reason, 'ClusterServiceBrokerReturnedFailure');
    assert.match(failed.message, /bad size/);
    assert.equal(scene.instance()?.status?.deprovisionStatus, 'NotRequired');
    scene.cluster.edit(INSTANCE, object => ({
      ...object,
      spec: { ...object.spec, parameters: { size: 3 } },
    }));
    await scene.says(INSTANCE, 'Ready', READY);
    assert.equal(scene.broker.count('PUT'), 2);
  });
}

test('an asynchronous order is followed to its end', async t => {
  let polls = 0;
  const scene = await openScene(t, heard => {
    if (isProvision(heard)) {
      return {
        status: 202,
        body: { operation: 'task 1', dashboard_url: 'http://d' },
      };
    }
    if (heard.path.endsWith('/last_operation')) {
      polls += 1;
      if (polls === 2) return { status: 500 };
      return {
        status: 200,
        body: { state: polls < 4 ? 'in progress' : 'succeeded' },
      };
    }
    return obliging(heard);
  });
  scene.order();
  await scene.says(INSTANCE, 'Ready', READY);
  assert.equal(polls, 4);
  const poll = scene.broker.heard.find(({ path }) =>
    path.endsWith('/last_operation'),
  );
  assert.deepEqual(poll?.query, {
    service_id: 'service-1',
    plan_id: 'plan-small',
    operation: 'task 1',
  });
  assert.equal(scene.instance()?.status?.asyncOpInProgress, false);
  assert.equal(scene.instance()?.status?.dashboardURL, 'http://d');
});

test('an asynchronous order that fails is taken away, and not tried again', async t => {
  const scene = await openScene(t, heard => {
    if (isProvision(heard)) return { status: 202 };
    return heard.path.endsWith('/last_operation')
      ? { status: 200, body: { state: 'failed', description: 'no disk' } }
      : obliging(heard);
  });
  scene.order();
  const failed = await scene.says(INSTANCE, 'Failed', READY);
  assert.equal(failed.reason, 'ProvisionCallFailed');
  assert.match(failed.message, /no disk/);
  await scene.says(INSTANCE, 'Ready', { reason: 'OrphanMitigationSuccessful' });
  assert.equal(scene.broker.count('PUT'), 1);
  assert.equal(scene.broker.count('DELETE'), 1);
  scene.cluster.delete(INSTANCE);
  await scene.until('gone', () => !scene.instance());
  assert.equal(scene.broker.count('DELETE'), 1);
});

test('an asynchronous order that never ends is given up as the plan says, and taken away', async t => {
  const catalog = structuredClone(CATALOG);
  Object.assign(catalog.services[0]?.plans[0] ?? {}, {
    maximum_polling_duration: 1,
  });
  const scene = await openScene(t, obliging);
  scene.broker.behave(
    withCatalog(heard => {
      if (isProvision(heard)) return { status: 202 };
      return heard.path.endsWith('/last_operation')
        ? { status: 200, body: { state: 'in progress' } }
        : obliging(heard);
    }, catalog),
  );
  scene.cluster.edit(BROKER, object => ({
    ...object,
    spec: { ...object.spec, relistRequests: 1 },
  }));
  await scene.until(
    'plan',
    () =>
      scene.cluster.get<ServicePlan>(
        `${API_PATH}/clusterserviceplans/plan-small`,
      )?.metadata?.annotations?.[
        'servicecatalog.pilothouse.dev/maximum-polling-duration'
      ] === '1',
  );
  scene.order();
  const failed = await scene.says(INSTANCE, 'Failed', READY);
  assert.equal(failed.reason, 'AsyncOperationTimeout');
  await scene.until('taken away', () => scene.broker.count('DELETE') === 1);
});

test('taking an orphan away goes on until the broker says that it is gone', async t => {
  let deletions = 0;
  const scene = await openScene(t, heard => {
    if (isProvision(heard)) {
      return { status: deletions === 0 ? 500 : 201 };
    }
    if (heard.method !== 'DELETE') return obliging(heard);
    deletions += 1;
    return { status: deletions < 3 ? 503 : 410 };
  });
  scene.order();
  await scene.says(INSTANCE, 'Ready', READY);
  assert.equal(deletions, 3);
});

test('a deletion waits for bindings, and counts 410 as done', async t => {
  const scene = await openScene(t, heard =>
    heard.method === 'DELETE' ? { status: 410 } : obliging(heard),
  );
  scene.order();
  scene.bind();
  await scene.says(BINDING, 'Ready', READY);
  scene.cluster.delete(INSTANCE);
  await scene.says(INSTANCE, 'Ready', {
    reason: 'DeprovisionBlockedByExistingCredentials',
  });
  assert.equal(scene.broker.count('DELETE'), 0);
  scene.cluster.delete(BINDING);
  await scene.until('gone', () => !scene.binding() && !scene.instance());
  assert.equal(scene.cluster.get(SECRET), undefined);
});

/** Whether a plan can be left, by what it and its class say. */
const movable: readonly (readonly [boolean, boolean | undefined, boolean])[] = [
  [true, undefined, true],
  [false, undefined, false],
  [true, false, false],
  [false, true, true],
];
for (const [ofClass, ofPlan, isMovable] of movable) {
  test(`a class that says ${ofClass} and a plan that says ${ofPlan} make a change of plan ${
    isMovable ? 'possible' : 'impossible'
  }`, async t => {
    const catalog = structuredClone(CATALOG);
    const [service] = catalog.services;
    Object.assign(service ?? {}, { plan_updateable: ofClass });
    Object.assign(service?.plans[0] ?? {}, { plan_updateable: ofPlan });
    const scene = await openScene(t, withCatalog(obliging, catalog));
    scene.order();
    await scene.says(INSTANCE, 'Ready', READY);
    scene.cluster.edit(INSTANCE, object => ({
      ...object,
      spec: { ...object.spec, clusterServicePlanExternalName: 'large' },
    }));
    const reason = isMovable
      ? 'InstanceUpdatedSuccessfully'
      : 'UpdateInstanceCallFailed';
    await scene.says(INSTANCE, 'Ready', { reason });
    assert.equal(scene.broker.count('PATCH'), isMovable ? 1 : 0);
  });
}

test('an update that is refused leaves the instance as it is and says so', async t => {
  const scene = await openScene(t, heard =>
    heard.method === 'PATCH'
      ? { status: 400, body: { description: 'too large' } }
      : obliging(heard),
  );
  scene.order();
  await scene.says(INSTANCE, 'Ready', READY);
  const change = (plan: string) =>
    scene.cluster.edit(INSTANCE, object => ({
      ...object,
      spec: { ...object.spec, clusterServicePlanExternalName: plan },
    }));
  change('large');
  const said = await scene.says(INSTANCE, 'Ready', {
    status: 'False',
    reason: 'UpdateInstanceCallFailed',
  });
  assert.match(said.message, /too large/);
  change('small');
  await scene.says(INSTANCE, 'Ready', READY);
  assert.equal(scene.broker.count('PATCH'), 1);
});

const lostUpdates: readonly (readonly [string, Reply, Reply, RegExp])[] = [
  [
    'that never ends',
    { status: 202 },
    { status: 200, body: { state: 'in progress' } },
    /timed out/,
  ],
  [
    'that fails half way',
    { status: 202 },
    { status: 200, body: { state: 'failed', description: 'half' } },
    /half/,
  ],
  ['that nobody answers', { status: 500 }, { status: 501 }, /elapsed/],
];
for (const [title, answered, polled, says] of lostUpdates) {
  test(`an update ${title} may have been made: setting it back is asked for in full`, async t => {
    let isLost = true;
    const scene = await openScene(
      t,
      heard => {
        if (heard.path.endsWith('/last_operation')) return polled;
        return heard.method === 'PATCH' && isLost ? answered : obliging(heard);
      },
      { limits: { retryDurationMs: 1, pollingDurationMs: 1 } },
    );
    const patches = () =>
      scene.broker.heard.filter(({ method }) => method === 'PATCH');
    scene.order({ parameters: { size: 1 } });
    await scene.says(INSTANCE, 'Ready', READY);
    const change = (plan: string) =>
      scene.cluster.edit(INSTANCE, object => ({
        ...object,
        spec: { ...object.spec, clusterServicePlanExternalName: plan },
      }));
    change('large');
    assert.match((await scene.says(INSTANCE, 'Failed', READY)).message, says);
    isLost = false;
    change('small');
    await scene.says(INSTANCE, 'Ready', READY);
    const body = Object(patches().at(-1)?.body) as Record<string, unknown>;
    assert.equal(body.plan_id, 'plan-small');
    assert.deepEqual(body.parameters, { size: 1 });
    assert.equal(scene.instance()?.status?.isUpdateUnsettled, undefined);
  });
}

test('parameters from a Secret are sent, and shown to nobody', async t => {
  const scene = await openScene(t, obliging);
  const put = (value: string) =>
    scene.cluster.put('/api/v1/namespaces/shop/secrets/extra', {
      metadata: { name: 'extra', namespace: 'shop' },
      data: { json: Buffer.from(value).toString('base64') },
    });
  const from = { secretKeyRef: { name: 'extra', key: 'json' } };
  scene.order({ parameters: { size: 1 }, parametersFrom: [from] });
  await scene.says(INSTANCE, 'Ready', { reason: 'ErrorWithParameters' });
  put('{"size": 2}');
  const said = await scene.says(INSTANCE, 'Ready', {
    reason: 'ErrorWithParameters',
  });
  assert.equal(scene.broker.count('PUT'), 0);
  assert.ok(said.message);
  put('{"key": "hidden-1"}');
  await scene.says(INSTANCE, 'Ready', READY);
  const [sent] = scene.broker.heard.filter(({ method }) => method === 'PUT');
  assert.deepEqual(Reflect.get(Object(sent?.body), 'parameters'), {
    size: 1,
    key: 'hidden-1',
  });
  const shown = JSON.stringify(scene.instance());
  assert.match(shown, /<redacted>/);
  assert.doesNotMatch(shown, /hidden-1/);
});

test('an instance of what is not offered waits until it is', async t => {
  const scene = await openScene(t, obliging);
  scene.order({ clusterServicePlanExternalName: 'huge' });
  const said = await scene.says(INSTANCE, 'Ready', {
    reason: 'ReferencesNonexistentServicePlan',
  });
  assert.match(said.message, /huge/);
  const [service] = CATALOG.services;
  const plans = [
    ...(service?.plans ?? []),
    { id: 'plan-huge', name: 'huge', description: 'For all' },
  ];
  scene.broker.behave(
    withCatalog(obliging, { services: [{ ...service, plans }] }),
  );
  scene.cluster.edit(BROKER, object => ({
    ...object,
    spec: { ...object.spec, relistRequests: 1 },
  }));
  await scene.says(INSTANCE, 'Ready', READY);
});

test('a controller that ends in the middle of it goes on from what the cluster says', async t => {
  const scene = await openScene(
    t,
    provisioningAnswers(
      { status: 503 },
      {
        status: 201,
      },
    ),
  );
  let refusals = 0;
  const { cluster } = scene;
  const plain = cluster.json.bind(cluster);
  cluster.json = async (path, request) => {
    const isEnd =
      path === `${INSTANCE}/status` &&
      JSON.stringify(request?.body).includes('OrphanMitigationSuccessful');
    if (isEnd && refusals < 2) {
      refusals += 1;
      throw new Error('the connection to the API server is lost');
    }
    return plain(path, request);
  };
  scene.order();
  await scene.says(INSTANCE, 'Ready', READY);
  assert.equal(refusals, 2);
});

test('an answer counts, whatever was wanted while the broker was asked', async t => {
  const scene = await openScene(t, heard => {
    if (isProvision(heard)) {
      scene.cluster.edit(INSTANCE, object => ({
        ...object,
        spec: { ...object.spec, parameters: { size: 2 } },
      }));
      return { status: 201 };
    }
    return obliging(heard);
  });
  scene.order({ parameters: { size: 1 } });
  await scene.says(INSTANCE, 'Ready', {
    status: 'True',
    reason: 'InstanceUpdatedSuccessfully',
  });
  const sent = scene.broker.heard
    .filter(({ method }) => method !== 'GET')
    .map(({ method, body }) => [
      method,
      Reflect.get(Object(body), 'parameters'),
    ]);
  assert.deepEqual(sent, [
    ['PUT', { size: 1 }],
    ['PATCH', { size: 2 }],
  ]);
});

test('an order that is changed when nobody knows what became of it is taken away first', async t => {
  const scene = await openScene(t, obliging);
  const { cluster } = scene;
  const plain = cluster.json.bind(cluster);
  const isAnswer = (path: string, body: unknown) =>
    path === `${INSTANCE}/status` &&
    JSON.stringify(body).includes('ProvisionedSuccessfully');
  let isLost = false;
  cluster.json = async (path, request) => {
    if (!isLost && isAnswer(path, request?.body)) {
      isLost = true;
      scene.cluster.edit(INSTANCE, object => ({
        ...object,
        spec: { ...object.spec, parameters: { size: 2 } },
      }));
      throw new Error('the connection to the API server is lost');
    }
    return plain(path, request);
  };
  scene.order({ parameters: { size: 1 } });
  await scene.says(INSTANCE, 'Ready', READY);
  const sent = scene.broker.heard
    .map(({ method }) => method)
    .filter(method => method !== 'GET');
  assert.deepEqual(sent, ['PUT', 'DELETE', 'PUT']);
});

test('credentials become a Secret of the binding, as it wants them', async t => {
  const scene = await openScene(t, obliging);
  scene.order();
  scene.bind({
    secretTransforms: [
      { renameKey: { from: 'password', to: 'REDIS_PASSWORD' } },
      { addKey: { key: 'host', stringValue: 'here' } },
      { addKey: { key: 'again', jsonPathExpression: '{.port}' } },
      { removeKey: { key: 'port' } },
    ],
  });
  const ready = await scene.says(BINDING, 'Ready', READY);
  assert.equal(ready.reason, 'InjectedBindResult');
  const secret = scene.cluster.get<Secret>(SECRET);
  const read = Object.fromEntries(
    Object.entries(secret?.data ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]),
  );
  assert.deepEqual(read, {
    REDIS_PASSWORD: 'secret-1',
    host: 'here',
    again: '6379',
  });
  assert.equal(
    secret?.metadata?.ownerReferences?.[0]?.uid,
    scene.binding()?.metadata?.uid,
  );
  assert.doesNotMatch(JSON.stringify(scene.binding()), /secret-1/);
});

test("another's Secret is not touched", async t => {
  const scene = await openScene(t, obliging);
  scene.cluster.put(SECRET, {
    metadata: { name: 'db', namespace: 'shop' },
    data: { mine: 'eA==' },
  });
  scene.order();
  scene.bind();
  const said = await scene.says(BINDING, 'Ready', {
    reason: 'ErrorInjectingBindResult',
  });
  assert.match(said.message, /not of this binding/);
  assert.deepEqual(scene.cluster.get<Secret>(SECRET)?.data, { mine: 'eA==' });
  scene.cluster.delete(BINDING);
  await scene.until('gone', () => !scene.binding());
  assert.deepEqual(scene.cluster.get<Secret>(SECRET)?.data, { mine: 'eA==' });
});

test('a binding that is made asynchronously is fetched when it is there', async t => {
  const scene = await openScene(t, heard => {
    const isBinding = heard.path.includes('service_bindings');
    if (!isBinding) return obliging(heard);
    if (heard.path.endsWith('/last_operation')) {
      return { status: 200, body: { state: 'succeeded' } };
    }
    if (heard.method === 'PUT') return { status: 202 };
    return heard.method === 'GET'
      ? { status: 200, body: { credentials: { token: 't-1' } } }
      : obliging(heard);
  });
  scene.order();
  scene.bind();
  await scene.says(BINDING, 'Ready', READY);
  const { data } = scene.cluster.get<Secret>(SECRET) ?? {};
  assert.equal(Buffer.from(data?.token ?? '', 'base64').toString(), 't-1');
});

const lostSecrets: readonly (readonly [string, Reply, RegExp])[] = [
  ['500', { status: 500 }, /BindCallFailed|ErrorInjectingBindResult/],
  ['404', { status: 404 }, /BindCallFailed|ErrorInjectingBindResult/],
  ['a broken connection', 'hang up', /./],
  ['no credentials', { status: 200 }, /ErrorInjectingBindResult/],
];
for (const isRetrievable of [true, false]) {
  for (const [title, reply, reason] of lostSecrets) {
    const method = isRetrievable ? 'GET' : 'PUT';
    test(`a Secret that is lost, and whose credentials are answered to ${method} with ${title}, costs nobody their account`, async t => {
      const catalog = structuredClone(CATALOG);
      Object.assign(catalog.services[0] ?? {}, {
        bindings_retrievable: isRetrievable,
      });
      let isWell = true;
      const scene = await openScene(
        t,
        withCatalog(
          heard =>
            !isWell && heard.path.includes('service_bindings')
              ? reply
              : obliging(heard),
          catalog,
        ),
      );
      const asked = () => scene.broker.count(method, /service_bindings/);
      scene.order();
      scene.bind();
      await scene.says(BINDING, 'Ready', READY);
      isWell = false;
      const before = asked();
      scene.cluster.delete(SECRET);
      scene.cluster.edit(BINDING, object => object);
      await scene.until('asked again and again', () => asked() > before + 2);
      await scene.says(BINDING, 'Ready', { status: 'False', reason });
      assert.equal(
        conditionOf(scene.binding()?.status?.conditions ?? [], 'Failed'),
        undefined,
      );
      assert.equal(scene.cluster.get(SECRET), undefined);
      isWell = true;
      await scene.says(BINDING, 'Ready', READY);
      assert.ok(scene.cluster.get<Secret>(SECRET)?.data?.password);
      assert.equal(scene.broker.count('DELETE'), 0);
    });
  }
}

const failedBindings: readonly (readonly [string, Reply, boolean])[] = [
  [
    'RequiresApp',
    {
      status: 422,
      body: { error: 'RequiresApp', description: 'an app, please' },
    },
    false,
  ],
  ['409', { status: 409 }, false],
  ['500', { status: 500 }, true],
  ['malformed 201', { status: 201, body: '{' }, true],
  ['no answer', 'never', true],
];
for (const [title, reply, isOrphan] of failedBindings) {
  test(`a binding answered with ${title} fails${
    isOrphan ? ', and is taken away' : ''
  }`, async t => {
    const scene = await openScene(
      t,
      heard =>
        heard.method === 'PUT' && heard.path.includes('service_bindings')
          ? reply
          : obliging(heard),
      { timeoutMs: reply === 'never' ? 300 : 5_000 },
    );
    scene.order();
    scene.bind();
    await scene.says(BINDING, 'Failed', READY);
    if (isOrphan) {
      await scene.says(BINDING, 'Ready', {
        reason: 'OrphanMitigationSuccessful',
      });
    }
    const removals = scene.broker.count('DELETE', /service_bindings/);
    assert.equal(removals, isOrphan ? 1 : 0);
    assert.equal(scene.cluster.get(SECRET), undefined);
  });
}

test('a binding of a busy instance is tried again', async t => {
  let tries = 0;
  const scene = await openScene(t, heard => {
    const isBind =
      heard.method === 'PUT' && heard.path.includes('service_bindings');
    if (!isBind) return obliging(heard);
    tries += 1;
    return tries < 3
      ? { status: 422, body: { error: 'ConcurrencyError' } }
      : obliging(heard);
  });
  scene.order();
  scene.bind();
  await scene.says(BINDING, 'Ready', READY);
  assert.equal(tries, 3);
});

test('who wants something is told to the broker only where the API server wrote it', async t => {
  const header = 'x-broker-api-originating-identity';
  for (const trustsUserInfo of [true, false]) {
    const scene = await openScene(t, obliging, { trustsUserInfo });
    scene.order({ userInfo: { username: 'mei', groups: ['shop'] } });
    await scene.says(INSTANCE, 'Ready', READY);
    const put = scene.broker.heard.find(({ method }) => method === 'PUT');
    const said = String(put?.headers[header] ?? '');
    if (!trustsUserInfo) {
      assert.equal(said, '');
      continue;
    }
    const [platform, value = ''] = said.split(' ');
    assert.equal(platform, 'kubernetes');
    const json = Buffer.from(value, 'base64').toString();
    assert.deepEqual(JSON.parse(json), {
      username: 'mei',
      uid: '',
      groups: ['shop'],
      extra: {},
    });
  }
});
