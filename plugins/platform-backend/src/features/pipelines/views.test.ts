import type { Entity } from '@backstage/catalog-model';
import {
  serviceRunSchema,
  serviceRunsSchema,
  teamRunsSchema,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { service, shop, shopServer, team } from './__testUtils__/shop';
import type { Known } from './Reading';
import type { JobTrust } from './services';
import { runOfService, runsOfService, runsOfTeam } from './views';

const entityRef = 'component:default/web';
const readAt = '2031-04-01T08:00:00.000Z';
const since = '2031-04-01T08:01:00.000Z';
const because = { kind: 'slow', message: 'The CI server is slow' } as const;

async function context(
  entities: readonly Entity[],
  known: (heard: unknown) => Known<unknown> = value => ({
    since: readAt,
    heard: { value, readAt },
  }),
) {
  const ci = await shopServer();
  const page = await ci.runs('shop/web', { offset: 0, limit: 9 });
  const run = await ci.run({ job: 'shop/web/main', number: 1 });
  return {
    catalog: new InMemoryCatalog(entities),
    told: new InMemoryCatalog(entities),
    ci: ci as CiServer,
    trust: 'of-own-folder' as JobTrust,
    known: <T>({ key }: { key: string }) =>
      known(key.includes('"runs"') ? page : run) as Known<T>,
  };
}

const page = { entityRef, offset: 0, limit: 9 };
const web = service('web', 'shop/web');

describe('runsOfService', () => {
  it.each<[string, Entity, ((heard: unknown) => Known<unknown>)?, object?]>([
    [
      'those that were read',
      web,
      undefined,
      {
        kind: 'known',
        knowledge: { kind: 'current', readAt },
        runs: [{ number: 1, state: 'succeeded' }],
      },
    ],
    [
      'those that were read last, with their age, while the CI server is slow',
      web,
      value => ({
        since: readAt,
        heard: { value, readAt },
        failure: { since, because },
      }),
      {
        kind: 'known',
        knowledge: { kind: 'stale', readAt, since, because },
        runs: [{ number: 1 }],
      },
    ],
    [
      'none, as none was heard yet',
      web,
      () => ({ since }),
      { kind: 'not-heard', since },
    ],
    [
      'none, as the CI server never answered, with the reason',
      web,
      () => ({ since: readAt, failure: { since, because } }),
      { kind: 'not-heard', since, because },
    ],
    [
      'none, as there is no CI server',
      web,
      () => ({
        since: readAt,
        failure: { since, because: 'not-configured' },
      }),
      { kind: 'not-configured' },
    ],
    [
      'none, as the job was deleted',
      web,
      () => ({ since: readAt, heard: { value: undefined, readAt } }),
      { kind: 'job-absent', job: 'shop/web', readAt },
    ],
    [
      'none, as the service does not say which job',
      service('web'),
      undefined,
      { kind: 'not-annotated', annotation: 'jenkins.io/job-full-name' },
    ],
    [
      'none, as it says nothing by it',
      service('web', ' / '),
      undefined,
      { kind: 'not-annotated' },
    ],
  ])('tells %s', async (_, entity, known, expected) => {
    const answer = runsOfService(page, await context([entity], known));
    expect(answer).toMatchObject(expected ?? {});
    expect(serviceRunsSchema.safeParse(answer).error).toBeUndefined();
  });

  it('refuses a service that is not seen', async () => {
    const none = await context([]);
    expect(() => runsOfService(page, none)).toThrow(/no service/);
  });
});

describe('who sees a service of others', () => {
  const others = async () => ({
    ...(await context([team('shop'), web])),
    told: new InMemoryCatalog(),
  });

  it('is not told its runs', async () => {
    const told = runsOfService(page, await others());
    expect(told).toEqual({ kind: 'not-permitted' });
    expect(serviceRunsSchema.safeParse(told).error).toBeUndefined();
  });

  it('is not told a run', async () => {
    const run = { job: 'shop/web/main', number: 1 };
    const told = runOfService({ entityRef, run }, await others());
    expect(told).toEqual({ kind: 'not-permitted' });
    expect(serviceRunSchema.safeParse(told).error).toBeUndefined();
  });

  it('is told of their team that it is so', async () => {
    const told = runsOfTeam({ groupRef: shop, limit: 5 }, await others());
    expect(told.services).toEqual({ [entityRef]: { kind: 'not-permitted' } });
    expect(teamRunsSchema.safeParse(told).error).toBeUndefined();
  });
});

describe('a service that names a job of another team', () => {
  const foreign = service('web', 'payments/web');

  it('is refused, saying what to do', async () => {
    const own = await context([foreign]);
    expect(() => runsOfService(page, own)).toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: expect.stringContaining('pilothouse.pipelines.jobs'),
      }),
    );
  });

  it.each([
    ['a person of that name', 'user:default/shop'],
    ['a team of that name elsewhere', 'group:partner/shop'],
  ])('is refused to %s', async (_, owner) => {
    const own = await context([service('web', 'shop/web', owner)]);
    expect(() => runsOfService(page, own)).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  it.each([
    ['is told where the catalog is trusted', foreign, 'any'],
    ['may lie deeper', service('web', 'Commerce/Shop/x/web'), 'of-own-folder'],
  ] as const)('%s', async (_, entity, trust) => {
    const trusting = { ...(await context([entity])), trust };
    expect(runsOfService(page, trusting)).toMatchObject({ kind: 'known' });
  });

  it('keeps no others of its team from being told', async () => {
    const own = await context([
      team('shop'),
      foreign,
      service('ok', 'shop/ok'),
    ]);
    const answer = runsOfTeam({ groupRef: shop, limit: 5 }, own);
    expect(answer.services).toMatchObject({
      [entityRef]: { kind: 'not-annotated' },
      'component:default/ok': { kind: 'known' },
    });
  });
});

describe('runOfService', () => {
  const ask = (job: string, entity: Entity) => async () =>
    runOfService(
      { entityRef, run: { job, number: 1 } },
      await context([entity]),
    );

  it('tells a run of a branch', async () => {
    const answer = await ask('shop/web/main', web)();
    expect(answer).toMatchObject({ kind: 'known', run: { number: 1 } });
    expect(serviceRunSchema.safeParse(answer).error).toBeUndefined();
  });

  it('tells that the run is there no more', async () => {
    const answer = runOfService(
      { entityRef, run: { job: 'shop/web/main', number: 1 } },
      await context([web], () => ({
        since: readAt,
        heard: { value: undefined, readAt },
      })),
    );
    expect(answer).toEqual({ kind: 'run-absent', readAt });
  });

  it.each([
    ['another service', 'shop/web2/main'],
    ['another team', 'payments/ledger/main'],
    ['the folder', 'shop'],
  ])('refuses a run of %s', async (_, job) => {
    await expect(ask(job, web)()).rejects.toThrow(/none of the service/);
  });
});

describe('runsOfTeam', () => {
  it('tells the runs of the services that the team owns, and of no others', async () => {
    const answer = runsOfTeam(
      { groupRef: shop, limit: 5 },
      await context([
        team('shop'),
        web,
        service('plain'),
        service('ledger', 'payments/ledger', 'group:default/payments'),
      ]),
    );
    expect(Object.keys(answer.services)).toEqual([
      entityRef,
      'component:default/plain',
    ]);
    expect(answer.services[entityRef]).toMatchObject({ kind: 'known' });
    expect(teamRunsSchema.safeParse(answer).error).toBeUndefined();
  });

  it('refuses a team that is not seen', async () => {
    const none = await context([web]);
    const input = { groupRef: shop, limit: 5 };
    expect(() => runsOfTeam(input, none)).toThrow(/no team/);
  });
});
