import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { live, placement } from '../__testUtils__/fixtures';
import { Tiles } from './Tiles';

const replicas = { current: 0, updated: 0, ready: 0, available: 0 };

it.each([
  ['en', 0, /Scaled to 0: nothing runs/, /Healthy/],
  ['zh', 0, /已缩到 0：没有实例在运行/, /健康/],
  ['en', 2, /Healthy/, /Scaled to 0/],
  ['zh', 2, /健康/, /已缩到 0/],
] as const)(
  'in %s, the tile of a healthy workload of %s replicas says %s, and not %s',
  async (language, desired, said, unsaid) => {
    const of = placement('prod', 'east', {
      replicas: { ...replicas, desired },
    });
    renderIn(
      language,
      <Tiles placed={[{ placement: of, cluster: live('east') }]} />,
    );
    const tile = await screen.findByRole('link', { name: said });
    expect(tile).not.toHaveTextContent(unsaid);
  },
);
