import { viewsOf } from '@pilothouse/plugin-platform-common';
import { ClusterTitles } from '@pilothouse/plugin-platform-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import {
  broken,
  placement,
  service,
  servicesOf,
} from '../__testUtils__/services';
import { EnvironmentCell } from './EnvironmentCell';

it.each([
  ['en', false, '0/1 · 1 earlier', /0 of 1 ready; of earlier revisions 1/],
  [
    'zh',
    false,
    '0/1 · 旧修订版本 1 个副本',
    /1 个副本中 0 个就绪，旧修订版本仍有 1 个/,
  ],
  ['en', true, 'East 0/1 · 1 earlier', /0 of 1 ready; of earlier revisions 1/],
] as const)(
  'says in %s what still serves where a rollout is stuck; clusters named: %s',
  async (language, manyClusters, text, title) => {
    const replicas = { ready: 0, desired: 1, earlier: 1 };
    const rows = [service('web', [broken('prod', { replicas })])];
    const cells = viewsOf(servicesOf(rows)).flatMap(view => view.cells);
    renderIn(
      language,
      <ClusterTitles clusters={[{ name: 'east', title: 'East' }]}>
        {cells.map(cell => (
          <EnvironmentCell
            key={cell.environment}
            cell={cell}
            manyClusters={manyClusters}
          />
        ))}
      </ClusterTitles>,
    );
    expect(await screen.findByTitle(title)).toHaveTextContent(text);
  },
);

it.each([
  ['en', 'Scaled to zero', 'Healthy'],
  ['zh', '已缩容到 0', '健康'],
] as const)(
  'calls in %s what is scaled to zero so, in no color of the healthy',
  async (language, said, unsaid) => {
    const replicas = { ready: 0, desired: 0 };
    const rows = [service('web', [placement('dev', { replicas })])];
    const [cell] = viewsOf(servicesOf(rows)).flatMap(view => view.cells);
    const { container } = renderIn(
      language,
      <EnvironmentCell cell={cell!} manyClusters={false} />,
    );
    expect(await screen.findAllByText(said)).not.toEqual([]);
    expect(container).not.toHaveTextContent(unsaid);
    expect(container).not.toHaveTextContent('0/0');
    const [shape] = container.querySelectorAll('svg');
    expect(getComputedStyle(shape!.parentElement!).color).toBe(
      'rgb(95, 99, 104)',
    );
  },
);
