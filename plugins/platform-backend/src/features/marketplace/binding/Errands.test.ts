import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { createRouterClient } from '@orpc/server';
import type { BindingErrand } from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { everything } from '../../../kube/access/scope-of';
import type { Workload } from '../../../kube/write';
import type { Asker } from '../../../rights';
import { postgresql, twoTeams } from '../__testUtils__/scene';
import { BindingErrands } from './BindingErrands';
import { Errands, type ErrandsOptions } from './Errands';
import { bindingProcedures, type BindingDependencies } from './procedures';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const engineers = 'group:default/engineers';
const by = 'user:default/sofia';
const begun = Date.parse('2031-04-01T08:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const place = { cluster: 'east', namespace: 'shop-dev' };
const instance = { item: 'postgresql', ...place, name: 'orders' };
const target = { ...place, kind: 'Deployment' as const, name: 'web' };
const errand: BindingErrand = {
  ...{ task: 'task-1', wish: 'first' },
  request: {
    ...{ kind: 'bind', instance, secret: 'orders-app', target },
    form: { kind: 'env', variables: [{ name: 'DB', key: 'password' }] },
  },
};
const ref = { task: 'task-1', wish: 'first', instance, target };
const bound = { kind: 'bound', secret: 'orders-app', variables: ['DB'] };

const web = (value: string): Workload => ({
  metadata: { name: 'web', uid: 'u', resourceVersion: '7' },
  spec: {
    selector: {},
    template: {
      spec: {
        containers: [
          { name: 'app', image: 'web', env: [{ name: 'DB', value }] },
        ],
      },
    },
  },
});

/** Errands of one person, with a clock that the test sets. */
async function scene({
  groups = ['group:default/shop'],
  refusal = undefined as Error | undefined,
} = {}) {
  let now = begun;
  const { kube, custom } = twoTeams();
  const asked: { readonly seesAll: boolean; readonly groups: string[] }[] = [];
  const made: { readonly by: string; readonly secret: string }[] = [];
  const audited: Record<string, unknown>[] = [];
  const refuses = { asking: refusal, doing: undefined as Error | undefined };
  const isBound = { already: false };
  const audit = mockServices.auditor.mock({
    createEvent: async ({ meta }) => {
      const record: Record<string, unknown> = { ...meta };
      audited.push(record);
      return {
        success: async outcome => {
          record.outcome = outcome?.meta ?? 'done';
        },
        fail: async ({ error }) => {
          record.outcome = error.name;
        },
      };
    },
  });
  const options = {
    access: {
      renew: ({ userEntityRef, seesAll }) => ({
        ...{ userEntityRef, groups, seesAll, tenants: ['shop'] },
        kubernetes: { user: 'sofia', groups },
      }),
      scopeOf: async () => everything,
    },
    auditor: audit,
    contextOf: () => ({
      ...{ kube, items: [postgresql], kinds: [] },
      custom: () => custom,
    }),
    engineerGroups: [engineers],
    kept: await BindingErrands.open(await databases.init('SQLITE_3')),
    logger: mockServices.logger.mock(),
    needs: { look: () => () => undefined, settled: async () => undefined },
    now: () => new Date(now),
    rights: {
      assertCan: async ({ viewer }) => {
        asked.push({ seesAll: viewer.seesAll, groups: [...viewer.groups] });
        if (refuses.asking) throw refuses.asking;
      },
      assertOpen: () => {
        if (refuses.doing) throw refuses.doing;
      },
    },
    writer: {
      try: async () => ({
        before: web(isBound.already ? 'after' : 'before'),
        after: web('after'),
      }),
      provide: async (viewer, _, { name }) => {
        made.push({ by: viewer.userEntityRef, secret: name });
      },
      make: async (viewer, { request: { secret } }) => {
        made.push({ by: viewer.userEntityRef, secret });
        isBound.already = true;
        return web('after');
      },
    },
  } satisfies ErrandsOptions;
  const errands = new Errands(options);
  const asker: Asker = {
    credentials: mockCredentials.user(by),
    viewer: { ...options.access.renew({ userEntityRef: by, seesAll: true }) },
    scope: everything,
  };
  return {
    ...{ asked, asker, audited, custom, errands, made, options, refuses },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it.each([
  ['at once', 0],
  ['when no token of that time is good any more', hour],
  ['just before it is over', 12 * hour - 1],
])('binds as who entrusted it, %s', async (_, ms) => {
  const { asker, audited, errands, made, pass } = await scene();
  await expect(errands.entrust(asker, errand)).resolves.toEqual(
    new Date(begun + 12 * hour),
  );
  pass(ms);
  await expect(errands.carryOut(ref)).resolves.toEqual({
    ...bound,
    unchanged: false,
  });
  await expect(errands.carryOut(ref)).resolves.toEqual({
    ...bound,
    unchanged: true,
  });
  expect(made).toEqual([{ by, secret: 'orders-app' }]);
  const record = { queryType: 'bind', by, task: 'task-1' };
  expect(audited).toMatchObject([
    { ...record, outcome: { unchanged: false } },
    { ...record, outcome: { unchanged: true } },
  ]);
});

it.each([
  ['another run', { ...ref, task: 'task-2' }, 0],
  ['what another step words otherwise', { ...ref, wish: 'other' }, 0],
  ['another workload', { ...ref, target: { ...target, name: 'api' } }, 0],
  ['another instance', { ...ref, instance: { ...instance, name: 'x' } }, 0],
  ['what is too long ago', ref, 12 * hour],
])('does nothing for %s', async (_, asked, ms) => {
  const { asker, errands, made, pass } = await scene();
  await errands.entrust(asker, errand);
  pass(ms);
  await expect(errands.carryOut(asked)).resolves.toEqual({ kind: 'none' });
  expect(made).toEqual([]);
});

it('does what was said last, and forgets what is over', async () => {
  const { asker, errands, options, pass } = await scene();
  await errands.entrust(asker, errand);
  const request = { ...errand.request, form: { kind: 'files' as const } };
  await errands.entrust(asker, { ...errand, request });
  await expect(errands.carryOut(ref)).resolves.toMatchObject({ variables: [] });
  pass(12 * hour);
  await errands.entrust(asker, { ...errand, task: 'task-2' });
  await expect(
    options.kept.find(ref, new Date(begun)),
  ).resolves.toBeUndefined();
});

it('keeps apart what several steps want of the same two', async () => {
  const { asker, errands } = await scene();
  await errands.entrust(asker, errand);
  const request = { ...errand.request, form: { kind: 'files' as const } };
  await errands.entrust(asker, { ...errand, wish: 'second', request });
  await expect(errands.carryOut(ref)).resolves.toMatchObject(bound);
  await expect(
    errands.carryOut({ ...ref, wish: 'second' }),
  ).resolves.toMatchObject({ variables: [] });
});

it('keeps what one person said from another one', async () => {
  const { asker, errands, made, pass } = await scene();
  const viewer = { ...asker.viewer, userEntityRef: 'user:default/bo' };
  const bo = { ...asker, viewer };
  const request = { ...errand.request, form: { kind: 'files' as const } };
  await errands.entrust(asker, errand);
  await expect(
    errands.entrust(bo, { ...errand, request }),
  ).rejects.toMatchObject({ name: 'ConflictError' });
  await expect(errands.carryOut(ref)).resolves.toMatchObject(bound);
  expect(made).toEqual([{ by, secret: 'orders-app' }]);

  pass(12 * hour);
  await errands.entrust(bo, errand);
  await errands.carryOut(ref);
});

it('is entrusted by nobody who may not bind', async () => {
  const { asker, errands, made } = await scene({
    refusal: new NotAllowedError('no'),
  });
  await expect(errands.entrust(asker, errand)).rejects.toThrow('no');
  await expect(errands.carryOut(ref)).resolves.toEqual({ kind: 'none' });
  expect(made).toEqual([]);
});

it.each([
  ['one still', [engineers], true],
  ['one no more', ['group:default/shop'], false],
])('asks for a platform engineer as who is %s', async (_, groups, seesAll) => {
  const { asked, asker, errands } = await scene({ groups });
  await errands.entrust(asker, errand);
  expect(asked).toEqual([{ seesAll, groups }]);
});

it('binds nothing where the environment was closed meanwhile', async () => {
  const { asker, audited, errands, made, refuses } = await scene();
  await errands.entrust(asker, errand);
  refuses.doing = new NotAllowedError('closed');
  await expect(errands.carryOut(ref)).rejects.toThrow('closed');
  expect(made).toEqual([]);
  expect(audited).toMatchObject([
    { queryType: 'bind', by, task: 'task-1', outcome: 'NotAllowedError' },
  ]);
});

it('binds nothing of an instance that is gone', async () => {
  const { asker, errands, made } = await scene();
  const request = {
    ...errand.request,
    instance: { ...instance, name: 'gone' },
  };
  await errands.entrust(asker, { ...errand, request });
  await expect(
    errands.carryOut({ ...ref, instance: request.instance }),
  ).rejects.toMatchObject({ name: 'InputError' });
  expect(made).toEqual([]);
});

it.each([
  ['entrusted', undefined, 'done'],
  ['refused', new NotAllowedError('no'), 'NotAllowedError'],
])('is recorded when it is %s', async (_, refusal, outcome) => {
  const { asker, audited, errands, options } = await scene();
  const client = createRouterClient(
    bindingProcedures({
      ...options,
      allows: async () => true,
      catalogOf: async () => ({}),
      errands,
      httpAuth: mockServices.httpAuth(),
      rights: {
        admit: async () => asker,
        assertMay: async () => {
          if (refusal) throw refusal;
        },
      },
    } as unknown as BindingDependencies),
    { context: { request: { headers: {} } } as unknown as RequestContext },
  );
  await client.entrust(errand).catch(() => undefined);
  expect(audited).toMatchObject([
    { queryType: 'entrust', task: 'task-1', secret: 'orders-app', outcome },
  ]);
});

it.each([
  ['the scaffolder', mockCredentials.service('plugin:scaffolder'), undefined],
  [
    'another plugin',
    mockCredentials.service('plugin:catalog'),
    'NotAllowedError',
  ],
  ['a script', mockCredentials.service('external:ci'), 'NotAllowedError'],
  ['a person', mockCredentials.user(by), 'NotAllowedError'],
])('is carried out for %s: %#', async (_, defaultCredentials, refusal) => {
  const { asker, errands, made } = await scene();
  await errands.entrust(asker, errand);
  const client = createRouterClient(
    bindingProcedures({
      errands,
      httpAuth: mockServices.httpAuth({ defaultCredentials }),
    } as unknown as BindingDependencies),
    { context: { request: { headers: {} } } as unknown as RequestContext },
  );
  const outcome = await client.carryOut(ref).then(
    () => undefined,
    (error: Error) => error.name,
  );
  expect([outcome, made.length]).toEqual([refusal, refusal ? 0 : 1]);
});
