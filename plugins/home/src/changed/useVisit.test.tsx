import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { portalOf } from '../__testUtils__/portal';
import { sightOf } from './gone';
import type { Seen } from './seen';
import { useVisit } from './useVisit';

const at = (hour: string) => `2031-04-01T${hour}:00:00.000Z`;

const sight = sightOf([], [], []);

function Home({ shown }: { shown: Seen }) {
  const news = useVisit(shown, sight);
  return <p>{news ? 'read' : 'reading'}</p>;
}

/** A portal in which a change comes while one looks, and one goes to another page. */
function Portal() {
  const [times, setTimes] = useState([at('09')]);
  const [isHome, setHome] = useState(true);
  return (
    <>
      <button onClick={() => setTimes([at('10'), at('09')])}>change</button>
      <button onClick={() => setHome(false)}>go on</button>
      {isHome && <Home shown={{ east: times }} />}
    </>
  );
}

it('remembers what was to be seen until one went to another page', async () => {
  const { rendering, storage } = portalOf({});
  const seen = () =>
    storage.forBucket('pilothouse-home').snapshot('visit').value;
  renderIn('en', <Portal />, rendering);
  await screen.findByText('read');
  await waitFor(() =>
    expect(seen()).toMatchObject({ seen: { east: [at('09')] } }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'change' }));
  await userEvent.click(screen.getByRole('button', { name: 'go on' }));
  await waitFor(() =>
    expect(seen()).toMatchObject({ seen: { east: [at('10'), at('09')] } }),
  );
});
