import type { EventRecorder } from '../../../kube/events.ts';
import type { Action } from './decide.ts';
import { fieldPathOf, podTitle, type Pod } from './pod.ts';

/** A kubelet looks at a pod that often, and says each time what it finds. */
const EVERY_MS = 10_000;

/** Tells of the containers of one pod that ended and are not started again yet. */
export class CrashLoopEvents {
  readonly #events: Pick<EventRecorder, 'pod'>;
  readonly #pod: () => Pod;
  readonly #toldAt = new Map<string, number>();

  constructor(events: Pick<EventRecorder, 'pod'>, pod: () => Pod) {
    this.#events = events;
    this.#pod = pod;
  }

  /**
   * Tells of those that are held back now, if it is time to.
   *
   * @returns when it is time again, for each of them
   */
  tell(actions: readonly Action[], now: number): readonly number[] {
    return actions.flatMap(action => {
      if (action.kind !== 'hold' || action.because !== 'CrashLoopBackOff') {
        return [];
      }
      const { container = '' } = action;
      const toldAt = this.#toldAt.get(container) ?? -Infinity;
      if (now < toldAt + EVERY_MS) return [toldAt + EVERY_MS];
      this.#toldAt.set(container, now);
      const pod = this.#pod();
      this.#events.pod(
        pod,
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${container} in pod ${podTitle(
          pod,
        )}`,
        fieldPathOf(pod, container),
      );
      return [now + EVERY_MS];
    });
  }
}
