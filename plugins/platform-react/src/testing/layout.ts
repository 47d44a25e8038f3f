/** Heights in tests, in pixels: a list that shows twenty rows. */
const heights = { list: 400, row: 20 };

/**
 * Gives every test of a file the layout that a browser would do, as far as a list of which
 * only the rows in sight are drawn needs it, and undoes it with all other mocks.
 */
export function withLayout(): void {
  const { ResizeObserver } = global;
  const { scrollTo } = Element.prototype;
  beforeEach(layOut);
  afterEach(() => {
    jest.restoreAllMocks();
    Object.assign(global, { ResizeObserver });
    Object.assign(Element.prototype, { scrollTo });
  });
}

function layOut() {
  // What has no such parent counts as not drawn.
  jest
    .spyOn(HTMLElement.prototype, 'offsetParent', 'get')
    .mockImplementation(function parentOf(this: HTMLElement) {
      return this.parentElement;
    });
  global.ResizeObserver = class {
    constructor(private readonly changed: ResizeObserverCallback) {}
    observe(target: Element) {
      if (target.closest('[role="log"]')) {
        queueMicrotask(() => this.changed([entryOf(target)], this));
      }
    }
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollTo = function scrollTo(
    this: Element,
    to?: ScrollToOptions | number,
  ) {
    this.scrollTop = Math.max(0, (typeof to === 'object' && to.top) || 0);
    this.dispatchEvent(new Event('scroll'));
  };
}

function entryOf(target: Element): ResizeObserverEntry {
  const isList = target.getAttribute('role') === 'log';
  const height = isList ? heights.list : heights.row;
  return {
    target,
    contentRect: new DOMRect(0, 0, 800, height),
    borderBoxSize: [],
    contentBoxSize: [],
    devicePixelContentBoxSize: [],
  };
}
