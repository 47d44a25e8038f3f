import assert from 'node:assert/strict';
import {
  partsSourceSchema,
  type PartsSource,
} from '@pilothouse/plugin-platform-common';
import type { PlatformParts } from '../PlatformParts';
import { snapshotThat } from './snapshot-that';

/** A provider under test, with what makes its source speak and fall silent. */
export interface PlatformPartsBench {
  readonly parts: PlatformParts;
  /** Names of the parts that can be made to appear. */
  readonly names: readonly [string, ...string[]];
  /** Makes the source tell that all named parts are ready. */
  speak(): Promise<void>;
  /** Makes the source impossible to read. */
  fallSilent(): Promise<void>;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every implementation of {@link PlatformParts} keeps to. */
export interface PlatformPartsLaw {
  readonly title: string;
  check(bench: PlatformPartsBench): Promise<void>;
}

/** All laws, for `it.each`. */
export const platformPartsLaws: readonly PlatformPartsLaw[] = [
  {
    title: 'always answers, in the shape of the contract',
    async check(bench) {
      partsSourceSchema.parse(bench.parts.snapshot());
      partsSourceSchema.parse(await heard(bench));
    },
  },
  {
    title: 'keeps its name',
    async check(bench) {
      const { name } = bench.parts.snapshot();
      assert.equal((await heard(bench)).name, name);
    },
  },
  {
    title: 'keeps its parts and dates them when it is no longer heard',
    async check(bench) {
      await heard(bench);
      const { knowledge, parts } = await silenced(bench);
      assert.deepEqual(
        parts.map(({ name, state }) => `${name} ${state}`).sort(),
        bench.names.map(name => `${name} unknown`).sort(),
      );
      assert.ok(knowledge.kind === 'unknown' && knowledge.because.trim());
    },
  },
  {
    title: 'is believed again when it is heard again',
    async check(bench) {
      await silenced(bench);
      await heard(bench);
    },
  },
  {
    title: 'tells all listeners, whatever one of them throws',
    async check(bench) {
      let told = 0;
      bench.parts.subscribe(() => {
        throw new Error('a listener that fails');
      });
      bench.parts.subscribe(() => {
        told += 1;
      });
      await heard(bench);
      assert.ok(told > 0);
    },
  },
  {
    title: 'does not tell who has left',
    async check(bench) {
      let told = 0;
      const leave = bench.parts.subscribe(() => {
        told += 1;
      });
      leave();
      leave();
      await heard(bench);
      assert.equal(told, 0);
    },
  },
];

async function heard(bench: PlatformPartsBench): Promise<PartsSource> {
  await bench.speak();
  return snapshotThat(
    bench.parts,
    ({ knowledge, parts }) =>
      knowledge.kind === 'current' &&
      bench.names.every(name =>
        parts.some(part => part.name === name && part.state === 'ready'),
      ),
  );
}

async function silenced(bench: PlatformPartsBench): Promise<PartsSource> {
  await bench.fallSilent();
  return snapshotThat(
    bench.parts,
    ({ knowledge }) => knowledge.kind === 'unknown',
  );
}
