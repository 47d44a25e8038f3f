import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Column } from './columns';
import { Rows } from './Rows';

const real = window.matchMedia;

/** A screen for which every question about its width is answered so. */
function screenThatIs(narrow: boolean) {
  window.matchMedia = media => ({
    media,
    matches: narrow,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  });
}

afterEach(() => {
  window.matchMedia = real;
});

/** Notes at each of its first paints what it is drawn in. */
function Where({ seen }: { seen: string[] }) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    seen.push(element.current?.closest('table') ? 'table' : 'card');
  }, [seen]);
  return <span ref={element}>here</span>;
}

it.each([
  [true, 'card'],
  [false, 'table'],
])(
  'where the screen is narrow: %s, a row is a %s from its first paint on',
  async (narrow, expected) => {
    screenThatIs(narrow);
    const seen: string[] = [];
    const columns: Column<string>[] = [
      { id: 'name', title: 'Name', cell: () => <Where seen={seen} /> },
    ];
    renderIn(
      'en',
      <Rows label="Rows" rows={['a']} keyOf={row => row} columns={columns} />,
    );
    await screen.findByText('here');
    expect(new Set(seen)).toEqual(new Set([expected]));
  },
);

it('keeps what is placed within a wide table from widening the page', async () => {
  screenThatIs(false);
  const columns: Column<string>[] = [
    { id: 'name', title: 'Name', cell: row => row },
  ];
  renderIn(
    'en',
    <Rows label="Rows" rows={['a']} keyOf={row => row} columns={columns} />,
  );
  const table = await screen.findByRole('table');
  expect(table.parentElement).toHaveStyle({
    overflowX: 'auto',
    position: 'relative',
  });
});

it.each([true, false])(
  'marks a row that is only held in its place; as a card: %s',
  async narrow => {
    screenThatIs(narrow);
    const columns: Column<string>[] = [
      { id: 'name', title: 'Name', cell: row => row },
    ];
    const seen: { show?: (rows: string[]) => void } = {};
    function Changing() {
      const [rows, setRows] = useState(['a', 'b']);
      seen.show = setRows;
      return (
        <Rows label="Rows" rows={rows} keyOf={row => row} columns={columns} />
      );
    }
    renderIn('en', <Changing />);
    const rowOf = (name: string) =>
      screen.getByText(name).closest('[data-row]');
    await userEvent.hover(await screen.findByText('b'));
    act(() => seen.show?.(['b']));
    expect(rowOf('a')).toHaveAttribute('data-gone');
    expect(rowOf('b')).not.toHaveAttribute('data-gone');
  },
);
