import { viewsOf } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { broken, service, servicesOf } from '../__testUtils__/services';
import { EnvironmentCell } from './EnvironmentCell';

it.each([
  ['en', false, '0/1 · 1 earlier', /0 of 1 ready; of earlier revisions 1/],
  [
    'zh',
    false,
    '0/1 · 旧版本 1 个',
    /1 个副本中 0 个就绪，旧修订版本仍有 1 个/,
  ],
  ['en', true, 'east 0/1 · 1 earlier', /0 of 1 ready; of earlier revisions 1/],
] as const)(
  'says in %s what still serves where a rollout is stuck; clusters named: %s',
  async (language, manyClusters, text, title) => {
    const replicas = { ready: 0, desired: 1, earlier: 1 };
    const rows = [service('web', [broken('prod', { replicas })])];
    const cells = viewsOf(servicesOf(rows)).flatMap(view => view.cells);
    renderIn(
      language,
      <>
        {cells.map(cell => (
          <EnvironmentCell
            key={cell.environment}
            cell={cell}
            manyClusters={manyClusters}
          />
        ))}
      </>,
    );
    expect(await screen.findByTitle(title)).toHaveTextContent(text);
  },
);
