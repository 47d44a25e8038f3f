import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { useRolloutWords } from './useRolloutWords';

type Of = Pick<PlacementDetail, 'rollout' | 'replicas'>;

function Words({ of }: { of: Of }) {
  return <p>{useRolloutWords(0)(of)}</p>;
}

it.each<['en' | 'zh', Of['rollout']['kind'], number, string]>([
  ['en', 'complete', 2, 'Complete'],
  ['en', 'complete', 0, 'Rolled out, 0 of 2 ready'],
  ['en', 'paused', 0, 'Paused'],
  ['zh', 'complete', 2, '已完成'],
  ['zh', 'complete', 1, '已发布，2 个中 1 个已就绪'],
])(
  'in %s says of a rollout that is %s with %s of 2 pods ready: %s',
  async (language, kind, ready, said) => {
    const counts = { desired: 2, current: 2, updated: 2, available: ready };
    renderIn(
      language,
      <Words of={{ rollout: { kind }, replicas: { ...counts, ready } }} />,
    );
    expect(await screen.findByText(said)).toBeInTheDocument();
  },
);
