import { fireEvent, render, screen } from '@testing-library/react';
import { useHolding } from './useHolding';

/** Notes what is drawn. */
function Rows({ drawn }: { drawn: boolean[] }) {
  const { held, handlers } = useHolding();
  drawn.push(held);
  return (
    <>
      <div {...handlers}>
        <button>first</button>
        <button>second</button>
      </div>
      <button>outside</button>
    </>
  );
}

function open() {
  const drawn: boolean[] = [];
  render(<Rows drawn={drawn} />);
  const held = () => drawn.at(-1);
  const named = (name: string) => screen.getByText(name);
  return {
    held,
    arrive: (name: string) => fireEvent.focusIn(named(name)),
    /** A browser tells of it before it tells where the focus arrives. */
    leave: (name: string, to: string) =>
      fireEvent.focusOut(named(name), { relatedTarget: named(to) }),
    rows: named('first').parentElement!,
  };
}

it('holds while the focus goes from one row to the next, and no longer', () => {
  const { held, arrive, leave } = open();
  arrive('first');
  expect(held()).toBe(true);
  leave('first', 'second');
  expect(held()).toBe(true);
  arrive('second');
  leave('second', 'outside');
  expect(held()).toBe(false);
});

it('holds under the pointer, whatever the focus does', () => {
  const { held, arrive, leave, rows } = open();
  fireEvent.mouseEnter(rows);
  arrive('first');
  leave('first', 'outside');
  expect(held()).toBe(true);
  fireEvent.mouseLeave(rows);
  expect(held()).toBe(false);
});
