import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { readWrites } from './api-requests.ts';

const LOOK_MS = 5_000;
/** Looks in a row that find nothing. */
const CALM = 3;
/** A heartbeat here and there is rest. */
const FEW = 5;
const PATIENCE_MS = 4 * 60_000;

/**
 * Waits until the controllers have done what follows from a change of the load, so that what
 * is measured next is not measured beside it.
 *
 * @throws Error when they do not come to rest
 */
export async function atRest(rest: KubeRest): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let before = await readWrites(rest);
  for (let calm = 0; calm < CALM; ) {
    await sleep(LOOK_MS);
    const now = await readWrites(rest);
    calm = now - before <= FEW ? calm + 1 : 0;
    if (performance.now() > until) {
      throw new Error(
        `the controllers still wrote ${now - before} objects in ${
          LOOK_MS / 1000
        } s when they should have been at rest`,
      );
    }
    before = now;
  }
}
