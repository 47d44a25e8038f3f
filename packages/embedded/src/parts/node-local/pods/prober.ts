import { messageOf } from '../change-log.ts';
import {
  healthOf,
  NO_RESULTS,
  probesOf,
  tallied,
  type Health,
  type ProbeKind,
  type Tally,
} from './health.ts';
import type { Container, Probe } from './pod.ts';
import { probeOnce, type ProbeResult, type ProbeTarget } from './probe.ts';

export interface ProberListener {
  /** Some verdict has changed. */
  changed(): void;
  failed(kind: ProbeKind, because: string): void;
}

/** Probes one run of a container for as long as it lasts. */
export class Prober {
  readonly #container: Container;
  readonly #target: ProbeTarget;
  readonly #listener: ProberListener;
  readonly #tallies: Partial<Record<ProbeKind, Tally>>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #ended = false;

  /** @param passing - probes whose verdict is known from before the agent was restarted */
  constructor(
    target: ProbeTarget,
    listener: ProberListener,
    passing: readonly ProbeKind[] = [],
  ) {
    this.#tallies = Object.fromEntries(
      passing.map(kind => [kind, { ...NO_RESULTS, verdict: 'passing' }]),
    );
    this.#container = target.container;
    this.#target = target;
    this.#listener = listener;
    for (const [kind, probe] of probesOf(target.container)) {
      this.#schedule(kind, probe, (probe.initialDelaySeconds ?? 0) * 1000);
    }
  }

  health(): Health {
    return healthOf(this.#container, this.#tallies);
  }

  end(): void {
    this.#ended = true;
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
  }

  #schedule(kind: ProbeKind, probe: Probe, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#run(kind, probe);
    }, delayMs);
    this.#timers.add(timer);
  }

  async #run(kind: ProbeKind, probe: Probe): Promise<void> {
    if (kind === 'startup' || this.health().started) {
      const result = await probeOnce(probe, this.#target).catch(
        (error: unknown): ProbeResult => ({
          kind: 'failed',
          because: messageOf(error),
        }),
      );
      if (this.#ended) {
        return;
      }
      this.#take(kind, probe, result);
    }
    const passed = this.#tallies[kind]?.verdict === 'passing';
    if (kind !== 'startup' || !passed) {
      this.#schedule(kind, probe, this.#pauseMs(kind, probe));
    }
  }

  /** Until it has begun well, a container is looked at each second at least. */
  #pauseMs(kind: ProbeKind, probe: Probe): number {
    const periodMs = (probe.periodSeconds ?? 10) * 1000;
    const isWaiting = kind !== 'startup' && !this.health().started;
    return isWaiting ? Math.min(1000, periodMs) : periodMs;
  }

  #take(kind: ProbeKind, probe: Probe, result: ProbeResult): void {
    const before = this.#tallies[kind] ?? NO_RESULTS;
    const after = tallied(before, result, probe);
    this.#tallies[kind] = after;
    if (result.kind === 'failed') {
      this.#listener.failed(kind, result.because);
    }
    if (after.verdict !== before.verdict) {
      this.#listener.changed();
    }
  }
}
