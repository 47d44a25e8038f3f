import type { PipelineRun } from '@pilothouse/plugin-platform-common';
import { runOf } from '../__testUtils__/runs';
import { heldBy } from './held-by';

const asks = runOf({ number: 5, state: 'waiting-for-input' });
const because = 'Build #5 is already in progress (ETA: N/A)';

it.each<[string, PipelineRun[], string | undefined, number | undefined]>([
  ['the run that asks', [runOf({ number: 4 }), asks], because, 5],
  ['it in another language', [asks], '第 #5 次构建正在进行', 5],
  [
    'none that is at work',
    [runOf({ number: 5, state: 'running' })],
    because,
    undefined,
  ],
  [
    'none of another job',
    [{ ...asks, job: 'shop/web/next' }],
    because,
    undefined,
  ],
  [
    'none with a longer number',
    [asks],
    because.replace('#5', '#51'),
    undefined,
  ],
  [
    'none where an executor is waited for',
    [asks],
    'Waiting for an executor',
    undefined,
  ],
  ['none where nothing is told', [asks], undefined, undefined],
])('what holds a run in the queue is %s', (_, runs, told, number) => {
  const queued = { id: 7, job: asks.job, because: told };
  expect(heldBy(queued, runs)?.number).toBe(number);
});
