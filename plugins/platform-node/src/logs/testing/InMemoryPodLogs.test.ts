import { keeps } from '../../laws/keeps';
import { InMemoryPodLogs } from './InMemoryPodLogs';
import { podLogsLaws, type PodLogsBench } from './pod-logs-laws';

const container = {
  cluster: 'east',
  namespace: 'shop-prod',
  pod: 'web-1',
  container: 'app',
};

async function bench(): Promise<PodLogsBench> {
  const logs = new InMemoryPodLogs();
  const run = logs.start(container);
  const lines = ['one', 'two', ''];
  lines.forEach((text, index) =>
    run.write(`2031-04-01T08:00:00.00000000${index}Z`, text),
  );
  logs.allow(({ user }) => user === 'user:default/lin');
  return {
    logs,
    container,
    lines,
    reader: { user: 'user:default/lin', groups: [] },
    stranger: { user: 'user:default/zoe', groups: [] },
    write: async text => run.write('2031-04-01T08:00:01.000000000Z', text),
    close: async () => undefined,
  };
}

describe('InMemoryPodLogs', () => {
  it.each(podLogsLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
