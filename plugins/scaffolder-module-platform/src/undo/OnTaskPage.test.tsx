import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { OnTaskPage } from './OnTaskPage';

const title = 'The creation of checkout is undone. Nothing is left behind.';

/** The stock page, which draws its content anew. */
function Stock() {
  const [isThere, setThere] = useState(true);
  const [count, setCount] = useState(0);
  return (
    <main>
      <button onClick={() => setThere(!isThere)}>turn</button>
      <button onClick={() => setCount(count + 1)}>anew</button>
      {isThere && <article key={count}>log {count}</article>}
    </main>
  );
}

function open(path: string) {
  const fetch = jest.fn(async (_url: string) =>
    Response.json({ state: 'done', service: 'checkout', removed: [] }),
  );
  renderIn(
    'en',
    <div>
      <OnTaskPage />
      <Stock />
    </div>,
    { apis: [[fetchApiRef, { fetch }]], initialRouteEntries: [path] },
  );
  return fetch;
}

const inArticle = () => within(screen.getByRole('article'));

it('stands at the top of the page of a run, also when that draws itself anew', async () => {
  open('/create/tasks/a-run');
  await waitFor(() =>
    expect(inArticle().getByRole('heading', { name: title })).toBeVisible(),
  );
  expect(screen.getByRole('article').firstChild).toHaveTextContent(title);

  await userEvent.click(screen.getByRole('button', { name: 'anew' }));
  await waitFor(() =>
    expect(inArticle().getByRole('heading', { name: title })).toBeVisible(),
  );
  expect(inArticle().getByText(/^log 1/)).toBeInTheDocument();
});

it('is gone with the content of the page', async () => {
  open('/create/tasks/a-run');
  await screen.findByRole('heading', { name: title });

  await userEvent.click(screen.getByRole('button', { name: 'turn' }));

  await waitFor(() =>
    expect(screen.queryByRole('heading', { name: title })).toBeNull(),
  );
});

it.each(['/create', '/create/tasks', '/catalog'])(
  'asks nothing on %s',
  async path => {
    const fetch = open(path);

    await screen.findByRole('article');
    expect(fetch).not.toHaveBeenCalled();
  },
);
