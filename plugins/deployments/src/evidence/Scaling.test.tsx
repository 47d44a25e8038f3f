import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { Scaling } from './Scaling';

const working = {
  name: 'web',
  min: 1,
  max: 5,
  current: 2,
  desired: 3,
  paused: false,
  metrics: [{ name: 'cpu', target: '70%' }],
};
const paused = { ...working, current: 0, desired: 0, paused: true };

const undecided = { ...working, desired: 0 };

it.each([
  ['en', undecided, /^has 2, and has not decided yet; at least 1/, /not known/],
  ['zh', undecided, /尚未决定/, /未知/],
  ['en', working, /wants 3, has 2; at least 1, at most 5/, /not known/],
  ['en', paused, /paused, because the replicas are set to 0/, undefined],
  ['zh', working, /.*3.*2.*/, /未知/],
  ['zh', paused, /已暂停，因为副本数设为 0/, undefined],
] as const)(
  'says in %s what the autoscaler %j does, and what it measures while it works',
  async (language, autoscaler, says, measured) => {
    renderIn(language, <Scaling placement={{ autoscaler }} />);
    expect(await screen.findByText(says)).toBeInTheDocument();
    expect(screen.queryAllByText(measured ?? /70%/)).toHaveLength(
      measured ? 1 : 0,
    );
  },
);
