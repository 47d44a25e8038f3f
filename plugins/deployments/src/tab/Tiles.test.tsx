import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { live, placement, revision } from '../__testUtils__/fixtures';
import { Tiles } from './Tiles';

const replicas = { current: 0, updated: 0, ready: 0, available: 0 };

it.each([
  ['en', 0, /Scaled to zero: nothing runs/, /Healthy/],
  ['zh', 0, /已缩容到 0：没有实例在运行/, /健康/],
  ['en', 2, /Healthy/, /Scaled to zero/],
  ['zh', 2, /健康/, /已缩容到 0/],
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

it.each([
  ['en', 'stuck', /Rollout failed/, /2\.0\.4 ?0\/1/, /1 of an earlier/],
  ['zh', 'stuck', /发布失败/, /2\.0\.4 ?0\/1/, /旧修订版本仍有 1 个就绪/],
  ['en', 'complete', /Failed/, /2\.0\.4 ?1\/1/, /^(?!.*earlier)/],
] as const)(
  'in %s, the tile of what failed with a rollout that is %s says which part: %s',
  async (language, kind, ...said) => {
    const of = placement('prod', 'east', {
      status: 'failed',
      rollout: { kind },
      replicas: { desired: 1, current: 2, updated: 1, ready: 1, available: 1 },
      revisions: [
        revision(4, { current: true, desired: 1 }),
        revision(3, { desired: 1, ready: 1 }),
      ],
    });
    renderIn(
      language,
      <Tiles placed={[{ placement: of, cluster: live('east') }]} />,
    );
    const tile = await screen.findByRole('link');
    said.forEach(words => expect(tile).toHaveTextContent(words));
  },
);
