import {
  notHeard,
  partsSourceSchema,
  type PartsSource,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';
import { ChangeListeners } from './ChangeListeners';
import type { PlatformParts } from './PlatformParts';

/** Twin of {@link PlatformParts}: tells what it was given. */
export class InMemoryPlatformParts implements PlatformParts {
  #source: PartsSource;
  readonly #listeners = new ChangeListeners(() => undefined);

  constructor(name: string, parts: PlatformPart[] = []) {
    this.#source = {
      name,
      title: name,
      knowledge: { kind: 'current', observedAt: new Date().toISOString() },
      parts,
    };
  }

  /** Replaces all parts. */
  show(parts: PlatformPart[]): void {
    this.#source = {
      ...this.#source,
      knowledge: { kind: 'current', observedAt: new Date().toISOString() },
      parts,
    };
    this.#listeners.notify();
  }

  /** Behaves as if the source were no longer heard. */
  silence(because: string): void {
    this.#source = notHeard(this.#source, new Date().toISOString(), because);
    this.#listeners.notify();
  }

  snapshot(): PartsSource {
    return this.#source;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}

/** A provider under test, with what makes its source speak and fall silent. */
export interface PlatformPartsBench {
  readonly parts: PlatformParts;
  /** Names of parts that can be made to appear, at least one. */
  readonly names: readonly [string, ...string[]];
  /** Makes the source tell that all named parts are ready. */
  speak(): Promise<void>;
  /** Makes the source impossible to read. */
  fallSilent(): Promise<void>;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Resolves when the snapshot satisfies the condition; fails after five seconds. */
export async function snapshotThat(
  parts: PlatformParts,
  condition: (source: PartsSource) => boolean,
): Promise<PartsSource> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const source = parts.snapshot();
      if (condition(source)) {
        finish();
        resolve(source);
      }
    };
    const late = setTimeout(() => {
      finish();
      reject(new Error(`still ${JSON.stringify(parts.snapshot())} after 5 s`));
    }, 5_000);
    const unsubscribe = parts.subscribe(look);
    const finish = () => {
      clearTimeout(late);
      unsubscribe();
    };
    look();
  });
}

const allReady = (bench: PlatformPartsBench) => (source: PartsSource) =>
  source.knowledge.kind === 'current' &&
  bench.names.every(name =>
    source.parts.some(part => part.name === name && part.state === 'ready'),
  );

const silent = (source: PartsSource) => source.knowledge.kind === 'unknown';

/**
 * What every implementation of {@link PlatformParts} keeps to, as a Jest suite.
 *
 * @param setUp - makes a fresh provider whose source has not spoken yet
 */
export function describePlatformParts(
  title: string,
  setUp: () => Promise<PlatformPartsBench>,
): void {
  describe(`${title} as a source of parts`, () => {
    let bench: PlatformPartsBench;
    beforeEach(async () => {
      bench = await setUp();
    });
    afterEach(() => bench.close());

    it('always answers, in the shape of the contract', async () => {
      partsSourceSchema.parse(bench.parts.snapshot());
      await bench.speak();
      partsSourceSchema.parse(await snapshotThat(bench.parts, allReady(bench)));
    });

    it('keeps its name', async () => {
      const { name } = bench.parts.snapshot();
      await bench.speak();
      const source = await snapshotThat(bench.parts, allReady(bench));
      expect(source.name).toBe(name);
    });

    it('keeps its parts and dates them when it is no longer heard', async () => {
      await bench.speak();
      await snapshotThat(bench.parts, allReady(bench));
      await bench.fallSilent();
      const source = await snapshotThat(bench.parts, silent);
      expect(source.parts.map(part => part.name)).toEqual(
        expect.arrayContaining([...bench.names]),
      );
      expect(source.parts.every(part => part.state === 'unknown')).toBe(true);
      expect(source.knowledge).toMatchObject({
        since: expect.any(String),
        because: expect.stringMatching(/\S/),
      });
    });

    it('is believed again when it is heard again', async () => {
      await bench.fallSilent();
      await snapshotThat(bench.parts, silent);
      await bench.speak();
      await snapshotThat(bench.parts, allReady(bench));
    });

    it('tells all listeners, whatever one of them throws', async () => {
      const told = jest.fn();
      bench.parts.subscribe(() => {
        throw new Error('a listener that fails');
      });
      bench.parts.subscribe(told);
      await bench.speak();
      await snapshotThat(bench.parts, allReady(bench));
      expect(told).toHaveBeenCalled();
    });

    it('does not tell who has left', async () => {
      const told = jest.fn();
      const leave = bench.parts.subscribe(told);
      leave();
      leave();
      await bench.speak();
      await snapshotThat(bench.parts, allReady(bench));
      expect(told).not.toHaveBeenCalled();
    });
  });
}
