import type {
  CiKnowledge,
  PipelineRun,
  PipelineRunDetail,
  PipelineStage,
  RunsPage,
  ServiceRun,
  ServiceRuns,
} from '@pilothouse/plugin-platform-common';

/** The moment that tests begin at. */
export const at = '2031-04-01T08:00:00.000Z';

/** A run that has passed, unless told otherwise. */
export function runOf(more: Partial<PipelineRun> = {}): PipelineRun {
  const { number = 12, branch = 'main' } = more;
  return {
    job: `shop/web/${encodeURIComponent(branch)}`,
    number,
    branch,
    state: 'succeeded',
    startedAt: at,
    durationMs: 72_000,
    commit: {
      sha: '9f3c1e0b7a2d4c6e8f1a3b5c7d9e0f2a4b6c8d0e',
      message: 'Count teas by kind',
      author: 'Mei',
    },
    causes: [{ kind: 'push', who: 'mei', text: 'Started by a push of mei' }],
    url: `http://ci.example.com/job/shop/job/web/${number}/`,
    ...more,
  };
}

/** A stage that has passed, unless told otherwise. */
export function stageOf(
  name: string,
  more: Partial<PipelineStage> = {},
): PipelineStage {
  return { id: name, name, state: 'succeeded', durationMs: 3_400, ...more };
}

/** A run with all that is known of it. */
export function detailOf(
  more: Partial<PipelineRunDetail> = {},
): PipelineRunDetail {
  return {
    ...runOf(more),
    changes: [],
    parameters: {},
    failedTests: [],
    failedTestsCut: false,
    inputs: [],
    artifacts: [],
    missing: [],
    ...more,
  };
}

/** Runs of a service, just read. */
export function runsOf(
  runs: readonly PipelineRun[],
  more: Partial<RunsPage> = {},
): ServiceRuns {
  return {
    kind: 'known',
    knowledge: { kind: 'current', readAt: at },
    job: 'shop/web',
    url: 'http://ci.example.com/job/shop/job/web/',
    runs: [...runs],
    queued: [],
    more: false,
    ...more,
  };
}

/** One run of a service, just read unless told otherwise. */
export function knownRun(
  more: Partial<PipelineRunDetail> = {},
  knowledge: CiKnowledge = { kind: 'current', readAt: at },
): ServiceRun {
  return {
    kind: 'known',
    knowledge,
    run: detailOf(more),
  };
}

/** A run in which a test failed. */
export const broken = detailOf({
  number: 13,
  state: 'failed',
  tests: { passed: 47, failed: 1, skipped: 2 },
  stages: [
    stageOf('Static analysis'),
    stageOf('Unit tests', {
      state: 'failed',
      durationMs: 8_000,
      because: 'script returned exit code 1',
    }),
    stageOf('Package', { state: 'skipped', durationMs: undefined }),
  ],
  failedTests: [
    {
      suite: 'orders',
      className: 'orders.total',
      name: 'adds the tax',
      message: 'Expected 119 but found 100',
      stack: 'at total (orders.test.ts:12:5)',
      failedRuns: 2,
    },
  ],
});
