import { act, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { useRoomBelow } from './useRoomBelow';

/** The layout that a browser would do: where the element begins, seen from the window. */
const layout = { top: 300, scrolled: 0, changed: () => {} };
const observed = new Set<Element>();
const { innerHeight, ResizeObserver } = window;

function Room({ leastPx }: { leastPx: number }) {
  const root = useRef<HTMLDivElement>(null);
  const height = useRoomBelow(root, leastPx);
  return (
    <main>
      <div ref={root}>{height}</div>
    </main>
  );
}

beforeEach(() => {
  Object.assign(layout, { top: 300, scrolled: 0 });
  window.innerHeight = 900;
  jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockImplementation(() => new DOMRect(0, layout.top, 100, 100));
  jest
    .spyOn(Element.prototype, 'scrollTop', 'get')
    .mockImplementation(function scrolledBy(this: Element) {
      return this.tagName === 'MAIN' ? layout.scrolled : 0;
    });
  global.ResizeObserver = class {
    constructor(changed: ResizeObserverCallback) {
      layout.changed = () => changed([], this);
    }
    observe(element: Element) {
      observed.add(element);
    }
    unobserve() {}
    disconnect() {
      observed.clear();
    }
  };
});
afterEach(() => {
  jest.restoreAllMocks();
  observed.clear();
  Object.assign(window, { innerHeight, ResizeObserver });
});

describe('useRoomBelow', () => {
  it.each([
    [300, 0, 320, 576],
    [700, 0, 320, 320],
    // Scrolled by 250 pixels, it is where it was.
    [50, 250, 320, 576],
    [-50, 350, 520, 576],
  ])(
    'begins at %i, scrolled by %i, at least %i: %i',
    (top, scrolled, leastPx, expected) => {
      Object.assign(layout, { top, scrolled });
      render(<Room leastPx={leastPx} />);
      expect(screen.getByText(expected)).toBeInTheDocument();
    },
  );

  it('makes room for what comes above, and takes it back', () => {
    const { unmount } = render(<Room leastPx={320} />);
    expect(observed).toContain(screen.getByRole('main'));
    for (const [top, expected] of [
      [360, 516],
      [300, 576],
    ] as const) {
      layout.top = top;
      act(() => layout.changed());
      expect(screen.getByText(expected)).toBeInTheDocument();
    }
    unmount();
    expect(observed.size).toBe(0);
  });

  it('follows the height of the window', () => {
    render(<Room leastPx={320} />);
    window.innerHeight = 1000;
    act(() => {
      window.dispatchEvent(new Event('resize'));
    });
    expect(screen.getByText('676')).toBeInTheDocument();
  });
});
