import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import {
  pipelinesReadPermission,
  pipelinesRunPermission,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../http/contract-router';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { LiveHub } from '../../live/LiveHub';
import { service, shop, shopServer, team } from './__testUtils__/shop';
import { until } from './__testUtils__/until';
import { createPipelines } from './create';
import { RunOrders } from './RunOrders';

const entityRef = 'component:default/web';
const expiresAt = '2031-04-02T08:00:00.000Z';
const run = { job: 'shop/web/main', number: 1 };
const lin = mockCredentials.user('user:default/lin.wei');

const linWei = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'lin.wei', namespace: 'default' },
  spec: { profile: { displayName: 'Lin Wei' } },
};

const ownedBy = (...claims: string[]) =>
  createCatalogConditionalDecision(
    pipelinesReadPermission,
    catalogConditions.isEntityOwner({ claims }),
  );

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

async function bench({
  denies = [],
  groups = [shop],
  freshMs = 1_500,
}: {
  denies?: readonly string[];
  groups?: readonly string[];
  freshMs?: number;
} = {}) {
  const ci = await shopServer();
  const catalog = new InMemoryCatalog([
    linWei,
    team('shop'),
    service('web', 'shop/web'),
  ]);
  const event = {
    success: jest.fn(async () => undefined),
    fail: jest.fn(async () => undefined),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(({ permission }) => ({
      result: denies.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    })),
  );
  permissions.authorizeConditional.mockImplementation(async requests =>
    requests.map(({ permission }) =>
      denies.includes(permission.name)
        ? { result: AuthorizeResult.DENY }
        : ownedBy(...groups),
    ),
  );
  const ended = new AbortController();
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  const labels = { 'pilothouse.dev/tenant': 'shop' };
  east.put('namespaces', { metadata: { name: 'shop-dev', labels } });
  east.put('serviceaccounts', {
    metadata: {
      ...{ name: 'deployer-web', namespace: 'shop-dev' },
      labels: { ...labels, 'pilothouse.dev/deploys': 'web' },
      annotations: { 'pilothouse.dev/deploy-token-expires': expiresAt },
    },
  });
  const { answers, procedures, source } = createPipelines({
    auditor,
    catalog,
    catalogOf: async () => Object.assign(catalog, { key: 'all' }),
    ciServer: ci,
    config: mockServices.rootConfig(),
    httpAuth: mockServices.httpAuth({ defaultCredentials: lin }),
    kube: { reader: kube },
    logger: mockServices.logger.mock(),
    pace: { stretch: 0.01, afterFailureMs: 10, freshMs },
    permissions,
    runOrders: await RunOrders.open(await databases.init('SQLITE_3')),
    signal: ended.signal,
  });
  const context = {
    request: { headers: {} },
    signal: ended.signal,
  } as unknown as RequestContext;
  const client = createRouterClient(procedures, { context });
  return { answers, auditor, ci, client, ended, event, permissions, source };
}

describe('what is told once', () => {
  it('has until when the pipeline may deploy, for those who see its runs', async () => {
    const { client } = await bench();
    await expect(client.deployRights({ entityRef })).resolves.toEqual({
      rights: [{ cluster: 'east', namespace: 'shop-dev', expiresAt }],
    });
    const other = await bench({ groups: ['group:default/payments'] });
    await expect(
      other.client.deployRights({ entityRef }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('is asked of the CI server, and asked once for many', async () => {
    const { ci, client } = await bench();
    const [one, other] = await Promise.all([
      client.service({ entityRef }),
      client.service({ entityRef }),
    ]);
    expect(one).toMatchObject({ kind: 'known', runs: [run] });
    expect(other).toEqual(one);
    expect(ci.asked).toEqual(['runs shop/web']);
    expect(await client.team({ groupRef: shop })).toMatchObject({
      services: { [entityRef]: { kind: 'known' } },
    });
    expect(await client.run({ entityRef, run })).toMatchObject({
      kind: 'known',
      run,
    });
  });

  it('outlives the CI server, with its age and the reason', async () => {
    const { ci, client } = await bench();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      await client.service({ entityRef });
      const message = 'Jenkins cannot be reached';
      ci.setFailure({ kind: 'unreachable', message });
      jest.setSystemTime(Date.now() + 60_000);
      expect(await client.service({ entityRef })).toMatchObject({
        kind: 'known',
        runs: [run],
        knowledge: { kind: 'stale', because: { kind: 'unreachable', message } },
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('is a state of its own when there is no CI server', async () => {
    const { ci, client } = await bench();
    ci.setFailure({ kind: 'not-configured' });
    const answer = await client.service({ entityRef });
    expect(answer).toEqual({ kind: 'not-configured' });
  });

  it('is the log, in pieces', async () => {
    const { ci, client } = await bench();
    ci.say(run, 'one\ntwo\n'.repeat(200));
    const piece = await client.log({ entityRef, run, maxBytes: 1_024 });
    expect(piece).toMatchObject({ from: 0, to: 1_024, more: 'now' });
  });

  it.each([
    ['the log of another service', 'log'],
    ['a run of another service', 'run'],
  ] as const)('is not %s', async (_, procedure) => {
    const { client } = await bench();
    const other = { job: 'payments/ledger/main', number: 1 };
    await expect(
      client[procedure]({ entityRef, run: other }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    ['owns the service not', { groups: ['group:default/payments'] }],
    ['may see no pipelines', { denies: [pipelinesReadPermission.name] }],
  ])('is not for who %s', async (_, person) => {
    const { answers, client, ci } = await bench(person);
    const nothing = { kind: 'not-permitted' };
    expect(await client.service({ entityRef })).toEqual(nothing);
    expect(await client.run({ entityRef, run })).toEqual(nothing);
    const { services } = await client.team({ groupRef: shop });
    expect(services).toEqual({ [entityRef]: nothing });
    await expect(client.log({ entityRef, run })).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('team that owns web'),
    });
    const live = await answers['pipelines.service'].outlookOf(lin);
    const input = { entityRef, offset: 0, limit: 9 };
    expect(live.perspective().evaluate(input, new Set())).toEqual(nothing);
    expect(ci.asked).toEqual([]);
  });

  it('is shared only by those who are told the same', async () => {
    const keyOf = async (...groups: string[]) => {
      const { answers } = await bench({ groups });
      const live = await answers['pipelines.service'].outlookOf(lin);
      return live.perspective().key;
    };
    expect(await keyOf(shop)).toBe(await keyOf(shop));
    expect(await keyOf(shop)).not.toBe(await keyOf('group:default/payments'));
  });
});

describe('orders', () => {
  const input = { id: 'Go', message: '?', proceed: 'Yes', parameters: [] };

  it.each([
    ['runAgain', {}, 'runAgain shop/web/main#1'],
    ['abort', {}, 'abort shop/web/main#1'],
    [
      'answerInput',
      { inputId: 'Go', answer: { kind: 'abort' } },
      'answerInput shop/web/main#1 Go abort',
    ],
  ] as const)('%s is made and recorded', async (action, more, asked) => {
    const { auditor, ci, client, event, permissions } = await bench();
    ci.put({ ...run, inputs: [input] });
    await client[action]({ entityRef, run, ...more } as never);
    expect(ci.asked).toContain(asked);
    expect(permissions.authorize).toHaveBeenCalledWith(
      [expect.objectContaining({ resourceRef: entityRef })],
      { credentials: lin },
    );
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'pipeline-run',
        meta: expect.objectContaining({ queryType: action, entityRef, run }),
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(1);
  });

  it('are told with who gave them, whom the CI server does not know', async () => {
    const { ci, client } = await bench({ freshMs: -1 });
    const startedAt = new Date().toISOString();
    ci.put({ ...run, startedAt, state: 'waiting-for-input', inputs: [input] });
    // Somebody looks at the question.
    await client.run({ entityRef, run });
    const answer = { kind: 'proceed', parameters: {} } as const;
    await client.answerInput({ entityRef, run, inputId: 'Go', answer });
    const own = {
      kind: 'proceed',
      who: 'Lin Wei',
      at: expect.any(String),
      inputId: 'Go',
      question: input.message,
    };
    expect(await client.run({ entityRef, run })).toMatchObject({
      run: { orders: [own] },
    });

    ci.put({ ...run, state: 'succeeded', inputs: [] });
    await client.runAgain({ entityRef, run });
    const again = { ...run, number: 2 };
    expect(await client.run({ entityRef, run: again })).toMatchObject({
      run: { causes: [{ kind: 'replay', who: 'Lin Wei' }], orders: [] },
    });
    expect(await client.service({ entityRef })).toMatchObject({
      runs: expect.arrayContaining([
        expect.objectContaining({
          number: 2,
          causes: [expect.objectContaining({ who: 'Lin Wei' })],
        }),
      ]),
    });
  });

  it('are not told of a run of the same number of a job that was made again', async () => {
    const { ci, client } = await bench({ freshMs: -1 });
    ci.put({ ...run, startedAt: new Date().toISOString() });
    await client.abort({ entityRef, run });
    expect(await client.run({ entityRef, run })).toMatchObject({
      run: { orders: [{ kind: 'abort' }] },
    });

    const later = new Date(Date.now() + 3_600_000).toISOString();
    ci.put({ ...run, startedAt: later });
    expect(await client.run({ entityRef, run })).toMatchObject({
      run: { orders: [] },
    });
  });

  it('to answer what others are asked are refused', async () => {
    const { ci, client, event } = await bench();
    ci.put({ ...run, inputs: [{ ...input, restrictedTo: 'ops' }] });
    const answer = { kind: 'abort' } as const;
    await expect(
      client.answerInput({ entityRef, run, inputId: 'Go', answer }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('have no values of parameters recorded', async () => {
    const { auditor, ci, client } = await bench();
    const token = { name: 'TOKEN', kind: 'password' } as const;
    ci.put({ ...run, inputs: [{ ...input, parameters: [token] }] });
    const parameters = { TOKEN: 'hunter2' };
    const answer = { kind: 'proceed', parameters } as const;
    await client.answerInput({ entityRef, run, inputId: 'Go', answer });
    const recorded = JSON.stringify(
      jest.mocked(auditor.createEvent).mock.calls,
    );
    expect(recorded).toContain('TOKEN');
    expect(recorded).not.toContain('hunter2');
  });

  it('that are not permitted are not made, and recorded', async () => {
    const { ci, client, event } = await bench({
      denies: [pipelinesRunPermission.name],
    });
    await expect(client.runAgain({ entityRef, run })).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('team that owns'),
    });
    expect(ci.asked).toEqual([]);
    expect(event.fail).toHaveBeenCalledTimes(1);
    const { runAgain, abort } = await client.abilities({ entityRef });
    expect(runAgain).toEqual({
      allowed: false,
      because: { kind: 'not-permitted' },
    });
    expect(abort).toEqual({ allowed: true });
  });

  it.each([
    ['no run of the service', { job: 'payments/ledger/main', number: 1 }],
    ['no run that is there', { job: 'shop/web/main', number: 7 }],
  ])('about %s are refused', async (_, other) => {
    const { client, event } = await bench();
    const order = client.abort({ entityRef, run: other });
    await expect(order).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(event.fail).toHaveBeenCalledTimes(1);
  });
});

describe('what is looked at', () => {
  it('changes as the CI server does, and stays when it dies', async () => {
    const { answers, ci, ended, source } = await bench();
    const hub = new LiveHub(error => ({ name: 'Error', message: `${error}` }));
    hub.follow(source);
    const outlook = await answers['pipelines.service'].outlookOf(lin);
    const input = { entityRef, offset: 0, limit: 9 };
    const perspective = outlook.perspective();
    const look = hub.look(
      { query: 'pipelines.service', perspective, input },
      () => {},
    );
    const shows = (text: string) =>
      until(() => JSON.stringify(look.state() ?? {}).includes(text));
    await shows('"state":"succeeded"');
    ci.put({ ...run, number: 2, state: 'failed' });
    await shows('"state":"failed"');
    ci.setFailure({ kind: 'unreachable', message: 'It is dead' });
    await shows('It is dead');
    await shows('"state":"failed"');
    ci.setFailure();
    await shows('"kind":"current"');
    expect(look.state()).toMatchObject({
      value: { kind: 'known', runs: [{ number: 2 }, { number: 1 }] },
    });
    look.leave();
    ended.abort();
  });
});
