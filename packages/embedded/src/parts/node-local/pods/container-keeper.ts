import { watch, type FSWatcher } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../change-log.ts';
import { guarded } from '../guard.ts';
import { markOutOfMemory } from '../shim/records.ts';
import type { Inside } from '../shim/enter.ts';
import { blockedStart } from './blocked.ts';
import type { NodeContext } from './context.ts';
import { runHook } from './hooks.ts';
import { execInside, insideOf } from './inside.ts';
import { killTree, refusalLog, terminate } from './kill.ts';
import type { Blocked, ContainerObserved } from './observed.ts';
import { placedBind, type PodPlace } from './pod-place.ts';
import { containersOf, fieldPathOf, uidOf, type Container } from './pod.ts';
import type { ProbeTarget } from './probe.ts';
import { probeTitle } from './health.ts';
import { knownVerdicts } from './known-verdicts.ts';
import { Prober } from './prober.ts';
import { parseBytes } from './quantity.ts';
import {
  findRuns,
  isOver,
  removeOldRuns,
  runPaths,
  stateOf,
  viewOf,
  type Run,
} from './runs.ts';
import { removePlace } from './place.ts';
import { startRun } from './start-run.ts';

const STOP_RETRY_MS = 1_000;

type HookState = 'none' | 'running' | 'done';

/** Keeps the runs of one container of one pod: starts, watches, probes and ends them. */
export class ContainerKeeper {
  readonly #context: NodeContext;
  readonly #place: PodPlace;
  readonly #name: string;
  readonly #changed: () => void;
  #runs: readonly Run[];
  #watcher: FSWatcher | undefined;
  #prober: Prober | undefined;
  #hook: HookState = 'done';
  #hookFailure: string | undefined;
  #blocked: Blocked | undefined;
  #busy = false;
  #stopBy: number | undefined;
  #followed: number | undefined;
  readonly #onRefused = refusalLog(message => this.#log(message));

  constructor(
    context: NodeContext,
    place: PodPlace,
    name: string,
    changed: () => void,
  ) {
    this.#context = context;
    this.#place = place;
    this.#name = name;
    this.#changed = changed;
    this.#runs = findRuns(place.dir, name);
    this.#watchRun();
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  get usageKey(): string {
    return `${uidOf(this.#place.pod())}/${this.#name}`;
  }

  observe(now: number): ContainerObserved {
    const [current, before] = this.#runs;
    const run = current && viewOf(current, now);
    if (current && run?.state === 'running') {
      this.#follow(current);
    } else if (run?.state === 'ended') {
      this.#unfollow();
    }
    const health = this.#prober?.health();
    const isRunning = run?.state === 'running';
    const started =
      isRunning && this.#hook === 'done' && (health?.started ?? true);
    return {
      run,
      previous: before && viewOf(before, now),
      busy: this.#busy,
      stopping: this.#stopBy !== undefined,
      blocked: this.#blocked,
      started,
      ready: started && this.#stopBy === undefined && (health?.ready ?? true),
      unhealthy: this.#hookFailure ?? health?.unhealthy,
    };
  }

  /** Starts the next run; what stands in the way is told by `observe`. */
  async start(restart: number, endsBefore: number): Promise<void> {
    this.#busy = true;
    try {
      this.#unfollow();
      const run = await startRun(
        this.#context,
        this.#place,
        this.#container(),
        {
          restart,
          endsBefore,
        },
      );
      removeOldRuns(this.#place.dir, this.#name, restart - 1);
      this.#runs = [run, ...this.#runs.slice(0, 1)];
      this.#hook = this.#container().lifecycle?.postStart ? 'none' : 'done';
      this.#hookFailure = undefined;
      this.#blocked = undefined;
      this.#watchRun();
    } catch (error) {
      this.#block(error);
    } finally {
      this.#busy = false;
      this.#changed();
    }
  }

  /**
   * Ends the run: start of the grace, stop hook, SIGTERM, and SIGKILL for the whole tree
   * when the grace is over.
   */
  async stop(graceSeconds: number, because: string): Promise<void> {
    const [run] = this.#runs;
    if (!run || this.#stopBy !== undefined) {
      return;
    }
    this.#stopBy = Date.now() + graceSeconds * 1000;
    try {
      await this.#stopRun(run, graceSeconds, because);
    } catch (error) {
      this.#log(`could not be stopped: ${messageOf(error)}`);
      await sleep(STOP_RETRY_MS);
    } finally {
      this.#stopBy = undefined;
      this.#changed();
    }
  }

  async #stopRun(
    run: Run,
    graceSeconds: number,
    because: string,
  ): Promise<void> {
    this.#event(
      'Normal',
      'Killing',
      `Stopping container ${this.#name}: ${because}`,
    );
    const hook = this.#container().lifecycle?.preStop;
    if (hook && graceSeconds > 0) {
      const result = await runHook(hook, this.target(), graceSeconds * 1000);
      if (result.kind === 'failed') {
        this.#event('Warning', 'FailedPreStopHook', result.because);
      }
    }
    terminate(run, this.#onRefused);
    while (!isOver(run)) {
      if (Date.now() >= (this.#stopBy ?? 0)) {
        killTree(run, this.#onRefused);
      }
      await sleep(50);
    }
    killTree(run, this.#onRefused);
  }

  /** Shortens a grace that runs already. */
  hurry(graceSeconds: number): void {
    if (this.#stopBy !== undefined) {
      this.#stopBy = Math.min(this.#stopBy, Date.now() + graceSeconds * 1000);
    }
  }

  /** Stops looking at the run, which itself goes on. */
  end(): void {
    this.#watcher?.close();
    this.#unfollow();
  }

  /** Where commands of this container are run. */
  inside(): Inside | undefined {
    return insideOf(this.#runs[0]);
  }

  target(): ProbeTarget {
    return {
      address: placedBind(this.#place),
      container: this.#container(),
      exec: (command, timeoutMs) =>
        execInside(this.inside(), command, timeoutMs),
    };
  }

  #container(): Container {
    const pod = this.#place.pod();
    const found = containersOf(pod).find(
      ({ container }) => container.name === this.#name,
    );
    if (!found) {
      throw new Error(`The pod has no container "${this.#name}".`);
    }
    return found.container;
  }

  #watchRun(): void {
    this.#watcher?.close();
    const [run] = this.#runs;
    this.#watcher = run && watch(run.dir, () => this.#changed());
    this.#watcher?.on('error', () => this.#watcher?.close());
  }

  /** Measures and probes a run from the moment that it runs. */
  #follow(run: Run): void {
    const state = stateOf(run);
    if (this.#followed === run.record.restart || state.kind !== 'running') {
      return;
    }
    this.#followed = run.record.restart;
    const { shim, startedAt } = state.start;
    this.#context.usage.add(this.usageKey, {
      shim,
      startedAt: new Date(startedAt),
      memoryLimitBytes: parseBytes(this.#container().resources?.limits?.memory),
      onOverLimit: bytes => this.#killForMemory(run, bytes),
    });
    this.#prober = new Prober(
      this.target(),
      {
        changed: this.#changed,
        failed: (kind, because) =>
          this.#event(
            'Warning',
            'Unhealthy',
            `${probeTitle(kind)} probe failed: ${because}`,
          ),
      },
      knownVerdicts(this.#place.pod(), this.#name, run.record.restart),
    );
    if (this.#hook === 'none') {
      guarded(
        message => this.#log(message),
        () => this.#runStartHook(),
      );
    }
  }

  #unfollow(): void {
    const [run] = this.#runs;
    if (this.#followed !== undefined && run && isOver(run)) {
      const { rootfs, root } = runPaths(
        this.#place.dir,
        this.#name,
        this.#followed,
      );
      removePlace(rootfs, root);
    }
    this.#followed = undefined;
    this.#prober?.end();
    this.#prober = undefined;
    this.#context.usage.remove(this.usageKey);
  }

  async #runStartHook(): Promise<void> {
    this.#hook = 'running';
    const hook = this.#container().lifecycle?.postStart ?? {};
    const result = await runHook(hook, this.target(), 3_600_000);
    this.#hook = 'done';
    if (result.kind === 'failed') {
      this.#hookFailure = `PostStartHook failed: ${result.because}`;
      this.#event('Warning', 'FailedPostStartHook', this.#hookFailure);
    }
    this.#changed();
  }

  #log(message: string): void {
    this.#context.log(`container ${this.usageKey}: ${message}`);
  }

  #killForMemory(run: Run, bytes: number): void {
    guarded(
      message => this.#log(message),
      () => markOutOfMemory(run.dir, bytes),
    );
    const limit = this.#container().resources?.limits?.memory;
    this.#event(
      'Warning',
      'OOMKilling',
      `Container ${this.#name} holds ${Math.ceil(
        bytes / 1024 / 1024,
      )} MiB, and its limit is ${limit}`,
    );
    killTree(run, this.#onRefused);
  }

  #block(error: unknown): void {
    const failures = (this.#blocked?.failures ?? 0) + 1;
    const { blocked, cause } = blockedStart(error, failures, Date.now());
    this.#blocked = blocked;
    this.#event('Warning', 'Failed', `${cause}: ${blocked.message}`);
    if (cause === 'ErrImagePull') {
      this.#event(
        'Normal',
        'BackOff',
        `Back-off pulling image "${this.#container().image}"`,
      );
    }
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const pod = this.#place.pod();
    const path = fieldPathOf(pod, this.#name);
    this.#context.events.pod(pod, type, reason, message, path);
  }
}
