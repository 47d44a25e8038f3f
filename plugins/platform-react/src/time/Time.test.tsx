import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { Duration, RelativeTime } from './Time';

it.each([
  ['how long ago something was', RelativeTime],
  ['how long something lasts', Duration],
])('does not tell again and again %s to those who listen', async (_, Shown) => {
  renderIn(
    'en',
    <p role="status">
      Silent: <Shown at="2031-04-01T08:00:00.000Z" />
    </p>,
  );
  const told = await screen.findByText(/^Silent:/);
  expect(told.querySelector('time')).toHaveAttribute('aria-live', 'off');
});
