import { setTimeout } from 'node:timers/promises';
import type { LogMark, TailRequest } from '@pilothouse/plugin-platform-common';
import type {
  KubeReader,
  LogReader,
  PodLogs,
} from '@pilothouse/plugin-platform-node';
import {
  ContainerFollower,
  type Beginning,
  type Surroundings,
} from './ContainerFollower';
import { IdleTimer } from './IdleTimer';
import type { Pulse } from './Pulse';
import { runsOf } from './runs';
import type { Told } from './told';
import { fateOf, type Wanted } from './targets';

/** How long the log of a pod that is gone may be silent before it counts as read. */
const graceMs = 2_000;

/** What all sources of one tail share. */
export interface Shared {
  readonly kube: KubeReader;
  readonly logs: PodLogs;
  readonly reader: LogReader;
  readonly place: TailRequest['target'];
  /** Fires when pods have changed, and when the tail ends. */
  readonly changed: Pulse;
  distrust(): AbortSignal;
}

/** One container of a tail. */
export class Source {
  readonly wanted: Wanted;
  readonly #shared: Shared;
  readonly #leave = new AbortController();
  /** Runs while its pod is gone. */
  readonly #idle = new IdleTimer(graceMs, () => this.leave());
  #mark: LogMark | undefined;
  #hasEnded = false;
  #isOver = false;
  #hasLeft = false;
  /** Whether its log was opened, or cannot be for now. */
  settled = false;

  /** @param mark - where an earlier source of the same container has got */
  constructor(wanted: Wanted, shared: Shared, mark?: LogMark) {
    this.wanted = wanted;
    this.#shared = shared;
    this.#mark = mark;
  }

  /** Behind the last line that was told, as far as that is known. */
  get mark(): LogMark | undefined {
    return this.#mark;
  }

  /** Whether it has ended for want of its pod: one that comes again needs another source. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Follows it; see {@link ContainerFollower.follow}. */
  async *follow(
    beginning: Beginning,
    hear: { opened(): void; expect(lines: boolean): void },
  ): AsyncGenerator<readonly Told[]> {
    const follower = new ContainerFollower(this.#around(hear), beginning);
    for await (const batch of follower.follow()) {
      this.#idle.hold();
      yield batch;
      this.#idle.release();
    }
    this.#mark = follower.mark ?? this.#mark;
    this.#hasEnded = true;
    this.#isOver = follower.isGone || this.#leave.signal.aborted;
    this.#idle.stop();
  }

  /** Whether its pod is there still, and of another workload. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Its pod is there. */
  stay(): void {
    this.#idle.stop();
  }

  /** Ends it when its pod is not there any longer; of one that is gone, the rest is read. */
  judge(): void {
    const { kube, place } = this.#shared;
    const fate = this.#hasEnded ? 'stays' : fateOf(kube, place, this.wanted);
    if (fate === 'left') {
      this.#hasLeft = true;
      this.leave();
    } else if (fate === 'gone') {
      this.#idle.start();
    } else {
      this.#idle.stop();
    }
  }

  /** Ends it. */
  leave(): void {
    this.#idle.stop();
    this.#leave.abort();
    this.#shared.changed.fire();
  }

  #around(hear: {
    opened(): void;
    expect(lines: boolean): void;
  }): Surroundings {
    const { logs, reader, place, changed, distrust } = this.#shared;
    const { pod, container } = this.wanted;
    const { cluster, namespace } = place;
    const { signal } = this.#leave;
    return {
      open: async (selection, connection) => {
        const of = { cluster, namespace, pod, container };
        const text = await logs.open(of, selection, reader, connection);
        this.settled = true;
        hear.opened();
        return text;
      },
      expect: lines => {
        this.settled ||= !lines;
        hear.expect(lines);
      },
      runs: () => this.#runs(),
      changed: ms => changed.wait(ms),
      pause: ms => setTimeout(ms, undefined, { signal }).catch(() => undefined),
      now: () => new Date().toISOString(),
      chance: Math.random,
      distrust,
      signal,
    };
  }

  #runs() {
    const { kube, place } = this.#shared;
    const { pod: name, uid, container } = this.wanted;
    const { cluster: clusterName, namespace } = place;
    const cluster = kube.cluster(clusterName);
    // One that starts answers before it knows roles, and would refuse what it serves later.
    if (!cluster?.isReachable()) return 'unknown';
    const pod = cluster.get('pods', { namespace, name });
    if (pod?.metadata?.uid === uid) {
      return runsOf(pod, container);
    }
    return fateOf(kube, place, this.wanted) === 'gone' ? 'gone' : 'unknown';
  }
}
