import { setTimeout } from 'node:timers/promises';
import type {
  KubeReader,
  LogReader,
  PodLogs,
} from '@pilothouse/plugin-platform-node';
import type { TailRequest } from '@pilothouse/plugin-platform-common';
import {
  ContainerFollower,
  type Beginning,
  type Surroundings,
} from './ContainerFollower';
import type { Pulse } from './Pulse';
import { runsOf } from './runs';
import type { Wanted } from './targets';

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
  /** Whether its log was opened, or cannot be for now. */
  settled = false;

  constructor(wanted: Wanted, shared: Shared) {
    this.wanted = wanted;
    this.#shared = shared;
  }

  /** Follows it; see {@link ContainerFollower.follow}. */
  follow(
    beginning: Beginning,
    hear: { opened(): void; expect(lines: boolean): void },
  ) {
    return new ContainerFollower(this.#around(hear), beginning).follow();
  }

  /** Ends it. */
  leave(): void {
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
    const { cluster, namespace } = place;
    const pod = kube.cluster(cluster)?.get('pods', { namespace, name });
    return pod?.metadata?.uid === uid ? runsOf(pod, container) : undefined;
  }
}
