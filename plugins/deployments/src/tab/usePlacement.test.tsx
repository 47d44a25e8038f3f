import { renderHook, waitFor } from '@testing-library/react';
import { MemoryRouter, useLocation, useNavigationType } from 'react-router-dom';
import { deploymentsOf, live, placement } from '../__testUtils__/fixtures';
import { usePlacement } from './usePlacement';

const deployments = deploymentsOf(
  [live('east')],
  placement('dev', 'east'),
  placement('prod', 'east', { status: 'failed' }),
);
const ids = Object.keys(deployments.placements);

function open(search: string) {
  return renderHook(
    () => ({
      shown: usePlacement(deployments),
      query: Object.fromEntries(new URLSearchParams(useLocation().search)),
      how: useNavigationType(),
    }),
    {
      wrapper: ({ children }) => (
        <MemoryRouter initialEntries={[`/${search}`]}>{children}</MemoryRouter>
      ),
    },
  );
}

it('keeps in the address what it opened first, in the place of the one before', async () => {
  const { result } = open('?of=web');
  const { shown } = result.current;
  const id = shown.kind === 'open' ? shown.placed.placement.id : undefined;
  expect(ids).toContain(id);
  await waitFor(() => {
    expect(result.current).toMatchObject({
      query: { of: 'web', at: id },
      how: 'REPLACE',
    });
  });
});

it.each(ids)('leaves an address that says %s as it is', id => {
  const { result } = open(`?at=${encodeURIComponent(id)}`);
  expect(result.current).toMatchObject({
    shown: { placed: { placement: { id } } },
    query: { at: id },
    how: 'POP',
  });
});
