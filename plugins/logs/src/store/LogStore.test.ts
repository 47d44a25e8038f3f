import type { LogEvent } from '@pilothouse/plugin-platform-common';
import fc from 'fast-check';
import { compile } from '@pilothouse/plugin-platform-react';
import type { Heard } from '../tail/LogTail';
import { LogStore } from './LogStore';
import { shortOf } from './rows';

const sources = new Map([
  [0, { index: 0, pod: 'web-5d4-x2k', uid: 'a', container: 'app' }],
  [1, { index: 1, pod: 'web-5d4-p9q', uid: 'b', container: 'app' }],
]);

const lines = (...texts: string[]): Heard => ({
  sources,
  event: { kind: 'lines', lines: texts.map(text => [0, '', text]) },
});

/** A store whose frames a test draws. */
function storeOf(capacity: number, now = () => 0) {
  const frames: (() => void)[] = [];
  const store = new LogStore({
    capacity,
    frame: callback => frames.push(callback),
    now,
  });
  return {
    store,
    /** Draws frames until nothing is left; tells what each showed. */
    draw() {
      const shown = [];
      for (let frame = frames.shift(); frame; frame = frames.shift()) {
        frame();
        shown.push({
          rows: store.snapshot().rows.length,
          shifted: store.snapshot().shifted,
        });
      }
      return shown;
    },
    texts: () =>
      store
        .snapshot()
        .rows.map(row => (row.kind === 'line' ? row.text : row.kind)),
  };
}

function matcherOf(text: string) {
  const compiled = compile({ text, regex: false });
  return compiled.kind === 'matcher' ? compiled.matcher : undefined;
}

describe('LogStore', () => {
  it('tells of all that came in one frame at once', () => {
    const { store, draw, texts } = storeOf(100);
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    store.hear(lines('a', 'b'));
    store.hear(lines('c'));
    expect(texts()).toEqual([]);
    draw();
    expect(texts()).toEqual(['a', 'b', 'c']);
    expect(told).toBe(1);
  });

  it('lets the oldest go, in a frame that adds nothing', () => {
    const { store, draw, texts } = storeOf(10);
    store.hear(lines(...'abcdefghij'));
    draw();
    store.hear(lines('k', 'l', 'm'));
    expect(draw()).toEqual([
      { rows: 7, shifted: true },
      { rows: 10, shifted: false },
    ]);
    expect(texts().join('')).toBe('defghijklm');
    expect(store.snapshot().total).toBe(13);
  });

  it('keeps no more than it would show while no frame is drawn', () => {
    const { store, draw, texts } = storeOf(10);
    for (let i = 0; i < 100; i += 1) {
      store.hear(lines(`${i}`));
      expect(store.waiting).toBeLessThanOrEqual(10);
    }
    draw();
    expect(texts()).toEqual(Array.from({ length: 10 }, (_, i) => `${90 + i}`));
    expect(store.snapshot().total).toBe(100);
  });

  it('shows no row that those between it and the next are gone from', () => {
    const { store, draw, texts } = storeOf(40);
    store.hear(lines('0'));
    draw();
    store.hear(lines(...Array.from({ length: 43 }, (_, i) => `${1 + i}`)));
    draw();
    expect(texts()[0]).toBe('4');
    expect(texts()).toHaveLength(40);
  });

  it('keeps the last rows in order, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { maxLength: 20 }),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        (sizes, draws) => {
          const { store, draw, texts } = storeOf(40);
          let next = 0;
          sizes.forEach((size, i) => {
            const batch = Array.from({ length: size }, () => `${next++}`);
            store.hear(lines(...batch));
            if (draws[i]) {
              draw();
            }
          });
          draw();
          const kept = texts().map(Number);
          expect(kept.length).toBeLessThanOrEqual(42);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(next, 40));
          expect(kept).toEqual(
            Array.from(
              { length: kept.length },
              (_, i) => next - kept.length + i,
            ),
          );
        },
      ),
    );
  });

  it('finds what is there and what comes, and forgets what has gone', () => {
    const { store, draw, texts } = storeOf(10);
    store.hear(lines('error 1', 'fine', 'error 2'));
    draw();
    store.search(matcherOf('error'), false);
    expect(store.snapshot().matches).toEqual([0, 2]);
    store.hear(lines('error 3'));
    draw();
    expect(store.snapshot().matches).toEqual([0, 2, 3]);
    store.search(matcherOf('error'), true);
    expect(texts()).toEqual(['error 1', 'error 2', 'error 3']);
    store.hear(lines(...'abcdefghi'));
    draw();
    expect(store.snapshot().matches).toEqual([3]);
    expect(texts()).toEqual(['error 3']);
    store.search(undefined, true);
    expect(texts()).toHaveLength(10);
  });

  it('looks through many rows in several frames, and never says too early that it is done', () => {
    let ms = 0;
    // Each look at the clock takes a slice's time.
    const { store, draw, texts } = storeOf(5_000, () => (ms += 6));
    const all = Array.from({ length: 5_000 }, (_, i) =>
      i % 2 === 0 ? `even ${i}` : `odd ${i}`,
    );
    store.hear(lines(...all));
    draw();
    store.search(matcherOf('odd'), true);
    const first = store.snapshot();
    expect(first.searching).toBe(true);
    expect(first.matches.length).toBeLessThan(2_500);
    // What comes in the middle of it is found too, and what leaves is not.
    store.hear(lines(...Array.from({ length: 400 }, (_, i) => `odd new ${i}`)));
    const counts = draw().map(({ rows }) => rows);
    expect(counts.length).toBeGreaterThan(5);
    expect(store.snapshot().searching).toBe(false);
    expect(texts()).toEqual([
      ...all.slice(400).filter(text => text.startsWith('odd')),
      ...Array.from({ length: 400 }, (_, i) => `odd new ${i}`),
    ]);
    expect(store.snapshot().matches).toHaveLength(texts().length);
  });

  it('is done when it says so, for the newest search alone', () => {
    let ms = 0;
    const { store, draw } = storeOf(5_000, () => (ms += 6));
    store.hear(lines(...Array.from({ length: 1_000 }, (_, i) => `row ${i}`)));
    draw();
    store.search(matcherOf('row'), false);
    const matcher = matcherOf('row 99');
    store.search(matcher, false);
    draw();
    const { searching, matches, matcher: sought } = store.snapshot();
    expect(searching).toBe(false);
    expect(sought).toBe(matcher);
    expect(matches).toEqual([
      99, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999,
    ]);
  });

  it('keeps notes among lines that match', () => {
    const { store, draw, texts } = storeOf(10);
    const gap: LogEvent = {
      kind: 'gap',
      source: 0,
      at: '2031-04-01T08:00:00Z',
      because: 'rotated',
    };
    store.search(matcherOf('error'), true);
    store.hear(lines('fine'));
    store.hear({ sources, event: gap });
    draw();
    expect(texts()).toEqual(['gap']);
  });

  it('counts lines, not the notes among them, and none that has gone', () => {
    const { store, draw } = storeOf(10);
    const gap: LogEvent = {
      kind: 'gap',
      source: 0,
      at: '',
      because: 'restarted',
    };
    store.hear(lines('a'));
    store.hear({ sources, event: gap });
    store.hear(lines('b', 'c'));
    draw();
    expect(store.snapshot()).toMatchObject({ kept: 4, lines: 3 });
    store.hear(lines(...'defghijkl'));
    draw();
    expect(store.snapshot()).toMatchObject({ kept: 10, lines: 10 });
  });

  it('gives each pod its own color and short name', () => {
    const { store, draw } = storeOf(10);
    store.hear({
      sources,
      event: {
        kind: 'lines',
        lines: [
          [1, '', 'b'],
          [0, '', 'a'],
        ],
      },
    });
    draw();
    expect(store.snapshot().rows.map(({ source }) => source)).toEqual([
      { pod: 'web-5d4-p9q', container: 'app', short: 'p9q', color: 0 },
      { pod: 'web-5d4-x2k', container: 'app', short: 'x2k', color: 1 },
    ]);
  });
});

describe('shortOf', () => {
  it.each([
    ['web-7c9-x2k', 'x2k'],
    ['db-0', '0'],
    ['single', 'single'],
    ['odd-', 'odd-'],
  ])('%s is %s', (pod, short) => {
    expect(shortOf(pod)).toBe(short);
  });
});
