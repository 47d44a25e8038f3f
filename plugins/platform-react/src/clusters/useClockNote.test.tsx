import type { Cluster } from '@pilothouse/plugin-platform-common';
import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useClockNote } from './useClockNote';

function Said({ cluster }: { cluster: Cluster }) {
  const say = useClockNote();
  return <p role="note">{say(cluster).join('|')}</p>;
}

const syncedAt = '2031-04-01T08:00:00.000Z';

it.each([
  [
    'en',
    10,
    "The clock of cluster East is 10 minutes ahead of the portal's: what happens there seems as much more recent than it is.",
  ],
  [
    'en',
    -2,
    "The clock of cluster East is 2 minutes behind the portal's: what happens there seems as much older than it is.",
  ],
  ['en', undefined, ''],
  [
    'zh',
    10,
    '集群 East 的时钟比门户快 10 分钟：那里发生的事看起来会比实际晚这么久。',
  ],
  [
    'zh',
    -2,
    '集群 East 的时钟比门户慢 2 分钟：那里发生的事看起来会比实际早这么久。',
  ],
] as const)(
  'says in %s of a clock that is %s min off',
  async (language, clockMinutes, words) => {
    const cluster: Cluster = {
      name: 'east',
      title: 'East',
      knowledge: { kind: 'live', syncedAt, clockMinutes },
    };
    renderIn(language, <Said cluster={cluster} />);
    expect((await screen.findByRole('note')).textContent).toBe(words);
  },
);
