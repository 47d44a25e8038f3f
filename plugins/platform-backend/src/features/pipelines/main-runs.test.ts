import type { PipelineRun, RunState } from '@pilothouse/plugin-platform-common';
import type { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';
import { shopServer } from './__testUtils__/shop';
import { brokenOf, readMain } from './main-runs';

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

describe('readMain', () => {
  const failing = {
    job: 'shop/web/main',
    number: 2,
    state: 'failed',
    tests: { passed: 3, failed: 1, skipped: 0 },
  } as const;
  const asking = {
    job: 'shop/web/main',
    number: 3,
    state: 'waiting-for-input',
  } as const;
  let ci: InMemoryCiServer;
  beforeEach(async () => {
    ci = await shopServer();
    ci.put({
      ...failing,
      stages: [
        { id: '1', name: 'Build', state: 'succeeded' },
        { id: '2', name: 'Unit tests', state: 'failed' },
      ],
      failedTests: [{ name: 'adds the tax' }],
    });
  });
  const brokenAt = async (job: string) =>
    (await readMain(ci, job)).broken?.run.job;

  it('says in which stage and test the last run failed', async () => {
    expect(await readMain(ci, 'shop/web')).toEqual({
      broken: {
        run: { ...failing, branch: 'main' },
        since: expect.any(String),
        sinceOrEarlier: false,
        stage: 'Unit tests',
        test: 'adds the tax',
      },
    });
  });

  it('does not ask again for the reason of the same run', async () => {
    const before = await readMain(ci, 'shop/web');
    const asked = ci.asked.length;
    expect(await readMain(ci, 'shop/web', before)).toEqual(before);
    expect(ci.asked.slice(asked)).toEqual(['runs shop/web/main']);
    ci.put({ ...failing, number: 3, failedTests: [{ name: 'subtracts' }] });
    const next = await readMain(ci, 'shop/web', before);
    expect(next.broken?.test).toBe('subtracts');
  });

  it('tells what runs ask that can be answered in the portal', async () => {
    const question = { message: 'Deploy to prod?', proceed: 'Deploy' };
    ci.put({
      ...asking,
      inputs: [
        { id: 'A', ...question, parameters: [], until: minute(30) },
        { id: 'B', ...question, parameters: [], restrictedTo: 'ops' },
      ],
    });
    const { waiting } = await readMain(ci, 'shop/web');
    expect(waiting).toEqual([
      {
        run: { job: 'shop/web/main', number: 3, branch: 'main' },
        questions: ['Deploy to prod?'],
        until: minute(30),
      },
    ]);
    ci.put({ job: 'shop/web/main', number: 3, state: 'succeeded' });
    expect(await readMain(ci, 'shop/web')).toEqual({});
  });

  it('fails where what a run asks is not told, so that it does not look answered', async () => {
    const because = { kind: 'slow', message: 'no answer' } as const;
    ci.put({ ...asking, missing: [{ part: 'questions', because }] });
    await expect(readMain(ci, 'shop/web')).rejects.toMatchObject({
      problem: 'slow',
      message: 'no answer',
    });
  });

  it('still tells what is broken where no part but the questions can ever be told', async () => {
    const because = { kind: 'no-plugin', plugin: 'pipeline-rest-api' } as const;
    ci.put({ ...asking, missing: [{ part: 'questions', because }] });
    const { broken, waiting } = await readMain(ci, 'shop/web');
    expect([broken?.run.number, waiting]).toEqual([2, undefined]);
  });

  it('says nothing more once a run has succeeded', async () => {
    ci.put({ job: 'shop/web/main', number: 3, state: 'succeeded' });
    expect(await readMain(ci, 'shop/web')).toEqual({});
  });

  it('says nothing of other branches', async () => {
    ci.put({ job: 'shop/web/main', number: 3, state: 'succeeded' });
    ci.put({ job: 'shop/web/feature', number: 1, state: 'failed' });
    expect(await readMain(ci, 'shop/web')).toEqual({});
  });

  it.each([
    ['shop/old/master', 'shop/old', 'shop/old/master'],
    ['shop/plain', 'shop/plain', 'shop/plain'],
    ['shop/odd/feature', 'shop/odd', undefined],
  ])(
    'of the failing job %s, for %s tells of %s',
    async (job, own, expected) => {
      ci.put({ job, number: 1, state: 'failed' });
      expect(await brokenAt(own)).toBe(expected);
    },
  );

  it.each(['shop/none', 'shop/../web', ''])(
    'takes %j, which there is not, for one without runs',
    async job => {
      expect(await readMain(ci, job)).toEqual({});
    },
  );

  it('fails as the CI server does', async () => {
    ci.setFailure({ kind: 'slow', message: 'no answer' });
    await expect(readMain(ci, 'shop/web')).rejects.toThrow('no answer');
  });
});
