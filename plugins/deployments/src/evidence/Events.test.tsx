import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Events } from './Events';

type Event = PlacementDetail['events'][number];

const event = (id: number): Event => ({
  id: `e${id}`,
  type: 'Normal',
  reason: `Reason${id}`,
  about: 'Pod/web-a',
  count: 1,
});
/** Events of these numbers, newest first. */
const upTo = (newest: number) =>
  Array.from({ length: newest }, (_, index) => event(newest - index));

let tell: (events: readonly Event[]) => void;

function Told() {
  const [events, setEvents] = useState<readonly Event[]>(upTo(10));
  tell = setEvents;
  return (
    <div>
      <Events events={events} known />
    </div>
  );
}

const reasons = () =>
  within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(head => head.textContent);

const numbered = (...ids: number[]) => ids.map(id => `Reason${id}`);

describe('events', () => {
  it('are eight, the rest by a button', async () => {
    renderIn('en', <Told />);
    await screen.findByRole('table');
    expect(reasons()).toEqual(numbered(10, 9, 8, 7, 6, 5, 4, 3));
    const button = screen.getByRole('button', { name: 'Show all 10 events' });
    await userEvent.click(button);
    expect(reasons()).toHaveLength(10);
    expect(button).not.toBeInTheDocument();
  });

  it('are not taken for gone where a new one comes while one points at them', async () => {
    renderIn('en', <Told />);
    const table = await screen.findByRole('table');
    await userEvent.hover(table);
    act(() => tell(upTo(11)));
    expect(
      await screen.findByRole('button', { name: 'Show all 11 events' }),
    ).toBeInTheDocument();
    expect(reasons()).toEqual(numbered(10, 9, 8, 7, 6, 5, 4, 3));
    await userEvent.unhover(table);
    await waitFor(() =>
      expect(reasons()).toEqual(numbered(11, 10, 9, 8, 7, 6, 5, 4)),
    );
  });
});
