import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { pod } from '../__testUtils__/fixtures';
import { PodTable } from './PodTable';

const heightPx = 400;
const rowPx = 40;
const many = Array.from({ length: 2_000 }, (_, index) => pod(`web-${index}`));

/** Gives every element that size, as there is no layout in tests. */
beforeEach(() => {
  const sized = { clientHeight: heightPx, clientWidth: 1_000 } as const;
  for (const [side, px] of Object.entries(sized)) {
    jest
      .spyOn(Element.prototype, side as keyof typeof sized, 'get')
      .mockReturnValue(px);
  }
  jest
    .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
    .mockReturnValue(rowPx);
});
afterEach(() => jest.restoreAllMocks());

async function open(pods: typeof many) {
  renderIn(
    'en',
    <div>
      <PodTable
        pods={pods}
        known
        actions={({ name }) => <button>Delete {name}</button>}
      />
    </div>,
  );
  const table = await screen.findByRole('table', { name: 'Pods' });
  const names = () =>
    within(table)
      .queryAllByRole('rowheader')
      .map(head => head.textContent);
  return { table, names };
}

describe('the table of pods', () => {
  it('draws those of many that are in sight, and says how many there are', async () => {
    const { table, names } = await open(many);
    expect(screen.getByText('2000 pods')).toBeInTheDocument();
    await waitFor(() => expect(names()).toContain('web-0'));
    expect(names().length).toBeLessThan(100);
    expect(table).toHaveAttribute('aria-rowcount', '2001');
    const row = screen.getByRole('row', { name: /web-1 / });
    expect(row).toHaveAttribute('aria-rowindex', '3');
  });

  it('draws others where one scrolls, and keeps the one that has the focus', async () => {
    const { table, names } = await open(many);
    await waitFor(() => expect(names()).toContain('web-0'));
    const button = screen.getByRole('button', { name: 'Delete web-1' });
    button.focus();
    const root = table.parentElement!;
    root.scrollTop = 1_000 * rowPx;
    fireEvent.scroll(root);
    await waitFor(() => expect(names()).not.toContain('web-0'));
    expect(names()).toContain('web-1');
    expect(button).toHaveFocus();
    expect(names().length).toBeLessThan(100);
    expect(names().length).toBeGreaterThan(1);
  });

  it('draws all where they are few', async () => {
    const { table, names } = await open(many.slice(0, 30));
    expect(names()).toHaveLength(30);
    expect(table).not.toHaveAttribute('aria-rowcount');
  });
});
