import type { Entity } from '@backstage/catalog-model';
import {
  brokenPipelinesSchema,
  type PipelineRun,
  type RunState,
} from '@pilothouse/plugin-platform-common';
import { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { service, shopServer } from './__testUtils__/shop';
import { brokenOf, brokenPipelines } from './broken';
import type { Question } from './Readings';
import { Readings } from './Readings';

const minute = (at: number) =>
  new Date(Date.UTC(2031, 3, 1, 8, at)).toISOString();

/** Runs that took a minute each, the newest first, and ended at the minute of their number. */
function runs(...states: RunState[]): PipelineRun[] {
  return states.map((state, at) => {
    const number = states.length - at;
    const startedAt = minute(number - 1);
    const job = 'shop/web/main';
    return { job, number, state, startedAt, durationMs: 60_000, causes: [] };
  });
}

describe('brokenOf', () => {
  it.each<[RunState[], { number: number; since: number } | undefined]>([
    [[], undefined],
    [['running'], undefined],
    [['succeeded', 'failed'], undefined],
    [['failed', 'succeeded'], { number: 2, since: 2 }],
    [['unstable', 'succeeded'], { number: 2, since: 2 }],
    [['failed', 'unstable', 'failed', 'succeeded'], { number: 4, since: 2 }],
    [['running', 'failed', 'succeeded'], { number: 2, since: 2 }],
    [['aborted', 'failed', 'succeeded'], { number: 2, since: 2 }],
    [['aborted', 'succeeded'], undefined],
    [['failed', 'not-built', 'failed', 'succeeded'], { number: 4, since: 2 }],
    [['failed', 'failed'], { number: 2, since: 1 }],
  ])('of %j is %j', (states, expected) => {
    const found = brokenOf({ runs: runs(...states), more: false });
    expect(found && { number: found.run.number, since: found.since }).toEqual(
      expected && { ...expected, since: minute(expected.since) },
    );
  });

  it.each([
    ['failed', true, true],
    ['failed', false, false],
    ['succeeded', true, false],
  ] as const)(
    'after one that %s, with more before %s: since that or earlier is %s',
    (before, more, expected) => {
      const found = brokenOf({ runs: runs('failed', before), more });
      expect(found?.sinceOrEarlier).toBe(expected);
    },
  );
});

const web = service('web', 'shop/web');
const failing = {
  job: 'shop/web/main',
  number: 2,
  state: 'failed',
  branch: 'main',
  tests: { passed: 3, failed: 1, skipped: 0 },
  stages: [
    { id: '1', name: 'Build', state: 'succeeded' },
    { id: '2', name: 'Unit tests', state: 'failed' },
  ],
  failedTests: [{ name: 'adds the tax' }],
} as const;

/** What is told once everything that is asked for was heard. */
async function told(
  ci: InMemoryCiServer,
  entities: readonly Entity[],
  visible: readonly Entity[] = entities,
) {
  const readings = new Readings({ onError: () => {} });
  const ask = () => {
    const wanted: Question<unknown>[] = [];
    const answer = brokenPipelines(
      {},
      {
        catalog: new InMemoryCatalog(entities),
        told: new InMemoryCatalog(visible),
        ci,
        trust: 'of-own-folder',
        known: question => {
          wanted.push(question as Question<unknown>);
          return readings.known(question);
        },
      },
    );
    return { answer, wanted };
  };
  let { answer, wanted } = ask();
  for (let before = -1; before !== wanted.length; ) {
    before = wanted.length;
    await Promise.all(wanted.map(question => readings.ask(question)));
    ({ answer, wanted } = ask());
  }
  readings.close();
  expect(brokenPipelinesSchema.safeParse(answer).error).toBeUndefined();
  return answer;
}

describe('brokenPipelines', () => {
  let ci: InMemoryCiServer;
  beforeEach(async () => {
    ci = await shopServer();
    ci.put({
      ...failing,
      stages: [...failing.stages],
      failedTests: [...failing.failedTests],
    });
  });

  it('says in which stage and test the last run of the main branch failed', async () => {
    expect(await told(ci, [web])).toMatchObject({
      services: {
        'component:default/web': {
          run: { job: 'shop/web/main', number: 2, state: 'failed' },
          stage: 'Unit tests',
          test: 'adds the tax',
          sinceOrEarlier: false,
        },
      },
      silent: undefined,
    });
  });

  it('says nothing more once a run has succeeded', async () => {
    ci.put({ job: 'shop/web/main', number: 3, state: 'succeeded' });
    expect((await told(ci, [web])).services).toEqual({});
  });

  it('says nothing of other branches', async () => {
    ci.put({ job: 'shop/web/main', number: 3, state: 'succeeded' });
    ci.put({ job: 'shop/web/feature', number: 1, state: 'failed' });
    expect((await told(ci, [web])).services).toEqual({});
  });

  it('knows a main branch of another name, and a job of no branch', async () => {
    for (const job of ['shop/old/master', 'shop/plain']) {
      ci.put({ job, number: 1, state: 'failed' });
    }
    const entities = [
      service('old', 'shop/old'),
      service('plain', 'shop/plain'),
    ];
    expect(Object.keys((await told(ci, entities)).services)).toEqual([
      'component:default/old',
      'component:default/plain',
    ]);
  });

  it('takes no branch for the main one that is not called so', async () => {
    ci.put({ job: 'shop/odd/feature', number: 1, state: 'failed' });
    expect((await told(ci, [service('odd', 'shop/odd')])).services).toEqual({});
  });

  it('asks nothing of services whose runs one may not see', async () => {
    const before = ci.asked.length;
    expect((await told(ci, [web], [])).services).toEqual({});
    expect(ci.asked).toHaveLength(before);
  });

  it('says of how many services the CI server does not tell, and why', async () => {
    ci.setFailure({ kind: 'slow', message: 'no answer' });
    const more = service('cart', 'shop/cart');
    expect(await told(ci, [web, more])).toEqual({
      services: {},
      silent: {
        count: 2,
        since: expect.any(String),
        because: { kind: 'slow', message: 'no answer' },
      },
    });
  });
});
