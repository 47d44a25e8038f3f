import { screen } from '@testing-library/react';
import { statuses } from '@pilothouse/plugin-platform-common';
import { renderIn } from '../testing';
import { StatusLabel } from './StatusLabel';

const since = new Date(Date.now() - 12 * 60_000).toISOString();

describe('StatusLabel', () => {
  it.each([
    ['en', ['Healthy', 'In progress', 'Unknown', 'Degraded', 'Failed']],
    ['zh', ['健康', '进行中', '未知', '降级', '故障']],
  ] as const)(
    'has a word and a shape for each state in %s',
    async (language, words) => {
      renderIn(
        language,
        <>
          {statuses.map(status => (
            <StatusLabel key={status} status={status} />
          ))}
        </>,
      );
      const labels = await Promise.all(
        words.map(word => screen.findByText(word)),
      );
      const shapes = labels.map(
        label =>
          label.closest('[data-status]')?.querySelector('svg')?.innerHTML,
      );
      expect(new Set(shapes).size).toBe(statuses.length);
    },
  );

  it.each([
    ['en', 'Scaled to zero', 'Healthy'],
    ['zh', '已缩容到 0', '健康'],
  ] as const)(
    'calls in %s what is scaled to zero so, and not healthy',
    async (language, word, other) => {
      renderIn(language, <StatusLabel status="healthy" asleep />);
      const label = await screen.findByText(word);
      expect(label.parentElement?.className).not.toMatch(/healthy/);
      expect(screen.queryByText(other)).not.toBeInTheDocument();
    },
  );

  it.each([
    ['en', 'for 12 min', 'pod was evicted'],
    ['zh', '已 12 分钟', 'pod was evicted'],
  ] as const)(
    'says since when and why in %s',
    async (language, lasting, why) => {
      renderIn(
        language,
        <StatusLabel status="failed" since={since} why={why} />,
      );
      expect(await screen.findByText(why)).toBeInTheDocument();
      const time = document.querySelector('time');
      expect(time?.parentElement).toHaveTextContent(lasting);
      expect(time).toHaveAttribute('datetime', since);
      expect(time?.title).toMatch(/\d{2}:\d{2}:\d{2}/);
    },
  );

  it.each([
    ['en', 'ready for 12 min'],
    ['zh', '已就绪 12 分钟'],
  ] as const)(
    'says in %s for how long it is ready, which is not how long it is well',
    async (language, ready) => {
      renderIn(
        language,
        <StatusLabel status="healthy" since={since} sinceReady />,
      );
      await screen.findByText(language === 'en' ? 'Healthy' : '健康');
      const time = document.querySelector('time');
      expect(time?.parentElement).toHaveTextContent(ready);
    },
  );
});
