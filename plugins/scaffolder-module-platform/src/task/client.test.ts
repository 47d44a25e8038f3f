import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import { TaskClient } from './client';

function event(type: LogEvent['type'], id: number): LogEvent {
  return {
    type,
    id,
    taskId: 'a-run',
    createdAt: '2026-01-02T03:04:05.000Z',
    body: {
      message: 'Step job has been cancelled.',
      stepId: 'job',
      status: type === 'cancelled' ? 'cancelled' : 'processing',
    },
  };
}

/** All that a page is told of a run with these events. */
async function toldOf(events: readonly LogEvent[]): Promise<LogEvent[]> {
  const client = new TaskClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/scaffolder' },
    fetchApi: { fetch: async () => Response.json(events) },
    scmIntegrationsApi: ScmIntegrations.fromConfig(new ConfigReader({})),
    useLongPollingLogs: true,
  });
  const told: LogEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    client.streamLogs({ taskId: 'a-run' }).subscribe({
      next: each => told.push(each),
      complete: resolve,
      error: reject,
    });
  });
  return told;
}

it('tells the end of the step at which a run was cancelled, before the cancel', async () => {
  const [begun, cancelled, done] = [
    event('log', 1),
    event('cancelled', 2),
    event('completion', 3),
  ];
  expect(await toldOf([begun, cancelled, done])).toEqual([
    begun,
    { ...cancelled, type: 'log' },
    cancelled,
    done,
  ]);
});
