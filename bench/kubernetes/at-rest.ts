import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { cpuSeconds } from '../measure/processes.ts';
import { readWrites } from './api-requests.ts';

const LOOK_MS = 5_000;
/** Looks in a row that find nothing. */
const CALM = 3;
const PATIENCE_MS = 4 * 60_000;
/** A heartbeat here and there is rest. */
const FEW_WRITES = 5;
/** Seconds of processor time in a look: a tenth of a core goes to what a portal does at rest. */
const LITTLE_CPU = 0.5;

/**
 * Waits until the controllers have done what follows from a change of the load, so that what
 * is measured next is not measured beside it.
 *
 * @throws Error when they do not come to rest
 */
export async function atRest(rest: KubeRest): Promise<void> {
  await calm(
    () => readWrites(rest),
    FEW_WRITES,
    'objects the controllers wrote',
  );
}

/**
 * Waits until a process has done what follows from a change, such as the catalog that takes
 * up new entities.
 *
 * @throws Error when it does not come to rest
 */
export async function processAtRest(pid: number): Promise<void> {
  const read = async () => cpuSeconds(pid);
  await calm(read, LITTLE_CPU, `seconds of processor time ${pid} used`);
}

/** Waits until a count hardly grows. */
async function calm(
  read: () => Promise<number>,
  few: number,
  what: string,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let before = await read();
  for (let looks = 0; looks < CALM; ) {
    await sleep(LOOK_MS);
    const now = await read();
    looks = now - before <= few ? looks + 1 : 0;
    if (performance.now() > until) {
      throw new Error(
        `${now - before} ${what} in ${
          LOOK_MS / 1000
        } s when there should have been rest`,
      );
    }
    before = now;
  }
}
