import { existsSync, mkdirSync, writeFileSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeLog, messageOf } from '../change-log.ts';
import { guarded } from '../guard.ts';
import { PodVolumes } from '../volumes/pod-volumes.ts';
import { blockedVolumes } from './blocked.ts';
import { ConfigError } from './config-error.ts';
import { ContainerKeeper } from './container-keeper.ts';
import type { NodeContext } from './context.ts';
import { CrashLoopEvents } from './crash-loop-events.ts';
import { decide, holdsOf, type Action } from './decide.ts';
import { deletePodObject } from './delete-object.ts';
import { makePodVolumes } from './make-volumes.ts';
import type { Failure, PodObserved, Preparation } from './observed.ts';
import { writePodRecord, type PodRecord } from './pod-record.ts';
import { placedBind, type PodPlace } from './pod-place.ts';
import { containersOf, podKey, uidOf, type Pod } from './pod.ts';
import { statusOf } from './status.ts';
import { StatusReporter } from './status-reporter.ts';

const LOOK_RETRY_MS = 1_000;
const DEFAULT_GRACE_SECONDS = 30;
/** A pod that the API server has forgotten already gets no more than this. */
const FORGOTTEN_GRACE_SECONDS = 2;

/** Who follows a log reads its last lines before the files go. */
const LINGER_MS = 1_500;

export interface WorkerListener {
  /** Address, readiness or presence may have changed. */
  changed(): void;
  removed(uid: string): void;
  hostsFile(worker: PodWorker): string;
}

/** Carries out for one pod what `decide` says, and reports what became of it. */
export class PodWorker {
  readonly #context: NodeContext;
  readonly #listener: WorkerListener;
  readonly #reporter: StatusReporter;
  readonly #keepers: ReadonlyMap<string, ContainerKeeper>;
  readonly #place: PodPlace;
  #pod: Pod;
  #record: PodRecord;
  readonly #volumes: PodVolumes;
  readonly #crashLoops: CrashLoopEvents;
  readonly #failures = new ChangeLog(message => this.#log(message));
  #preparation: Preparation = { kind: 'needed' };
  #deletion: PodObserved['deletion'];
  #forgotten = false;
  #removing = false;
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    context: NodeContext,
    pod: Pod,
    record: PodRecord,
    dir: string,
    listener: WorkerListener,
  ) {
    this.#context = context;
    this.#listener = listener;
    this.#pod = pod;
    this.#record = record;
    this.#place = {
      dir,
      ip: record.ip,
      podPrefix: context.settings.addresses.podPrefix,
      pod: () => this.#pod,
      volumes: () => this.#volumes.paths,
      hostsFile: join(dir, '.hosts'),
    };
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#reporter = new StatusReporter(
      context.rest,
      () => this.#pod,
      context.log,
    );
    this.#crashLoops = new CrashLoopEvents(context.events, () => this.#pod);
    this.#volumes = new PodVolumes(
      maxAgeMs => makePodVolumes(context, this.#place, maxAgeMs),
      message => this.#log(message),
    );
    this.#keepers = new Map(
      containersOf(pod).map(({ container: { name } }) => [
        name,
        new ContainerKeeper(context, this.#place, name, () => this.schedule()),
      ]),
    );
    this.update(pod);
  }

  get pod(): Pod {
    return this.#pod;
  }

  get place(): PodPlace {
    return this.#place;
  }

  get record(): PodRecord {
    return this.#record;
  }

  get keepers(): ReadonlyMap<string, ContainerKeeper> {
    return this.#keepers;
  }

  /** Takes a newer version of the pod. */
  update(pod: Pod): void {
    this.#pod = pod;
    if (pod.metadata?.deletionTimestamp) {
      this.#endBy(
        pod.metadata.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS,
      );
    }
    this.schedule();
  }

  /** The API server no longer knows the pod. */
  forget(): void {
    this.#forgotten = true;
    this.#endBy(FORGOTTEN_GRACE_SECONDS);
    this.schedule();
  }

  /** Looks at the pod soon; many calls become one look. */
  schedule(): void {
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#lookSafely();
      });
    }
  }

  status() {
    const { ip } = this.#record;
    const hostIp = this.#context.settings.addresses.host;
    const now = Date.now();
    const began = [...this.#keepers.values()].some(
      keeper => keeper.runs.length > 0,
    );
    const podIp = began || this.#preparation.kind === 'done' ? ip : undefined;
    return statusOf(this.#pod, this.observe(now), { hostIp, podIp }, now);
  }

  observe(now: number): PodObserved {
    return {
      preparation: this.#preparation,
      failure: this.#record.failure,
      deletion: this.#deletion,
      acceptedAt: this.#record.acceptedAt,
      containers: Object.fromEntries(
        [...this.#keepers].map(([name, keeper]) => [name, keeper.observe(now)]),
      ),
    };
  }

  /** Brings volumes made of API objects up to date. */
  async refresh(): Promise<void> {
    if (this.#preparation.kind === 'done' && !this.#deletion) {
      await this.#volumes.refresh();
    }
    this.schedule();
  }

  /** Writes the hosts file in place: a rename would not reach a mount of it. */
  writeHosts(): void {
    const path = this.#place.hostsFile;
    const content = this.#listener.hostsFile(this);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    if (before !== content && !this.#removing) {
      writeFileSync(path, content, { mode: 0o644 });
    }
  }

  #endBy(graceSeconds: number): void {
    const since = this.#deletion?.since ?? Date.now();
    if (graceSeconds < (this.#deletion?.graceSeconds ?? Infinity)) {
      this.#deletion = { since, graceSeconds };
      for (const keeper of this.#keepers.values()) {
        keeper.hurry(graceSeconds);
      }
    }
  }

  /** A full disk, for one, fails one look: the next one comes. */
  #lookSafely(): void {
    try {
      this.#look();
      this.#failures.clear();
    } catch (error) {
      this.#failures.say(messageOf(error));
      this.#timer = setTimeout(() => this.schedule(), LOOK_RETRY_MS);
    }
  }

  #look(): void {
    if (this.#removing) return;
    const now = Date.now();
    const actions = decide(this.#pod, this.observe(now), now);
    for (const action of actions) {
      this.#act(action);
    }
    this.#wakeAt(actions, this.#crashLoops.tell(actions, now));
    if (!this.#forgotten) {
      this.#reporter.report(this.status());
    }
    this.#listener.changed();
  }

  #wakeAt(actions: readonly Action[], others: readonly number[]): void {
    clearTimeout(this.#timer);
    const times = [...holdsOf(actions), ...others];
    if (times.length > 0) {
      const pause = Math.max(10, Math.min(...times) - Date.now());
      this.#timer = setTimeout(() => this.schedule(), Math.min(pause, 2 ** 30));
    }
  }

  #act(action: Action): void {
    const name = 'container' in action ? action.container : undefined;
    const keeper = this.#keepers.get(name ?? '');
    switch (action.kind) {
      case 'prepare':
        this.#guard(() => this.#prepare());
        break;
      case 'start':
        this.#guard(() => keeper?.start(action.restart, action.endsBefore));
        break;
      case 'stop':
        this.#guard(() => keeper?.stop(action.graceSeconds, action.because));
        break;
      case 'fail':
        this.#fail(action);
        break;
      case 'remove':
        this.#guard(() => this.#remove());
        break;
      case 'hold':
        break;
    }
  }

  #guard(act: () => Promise<void> | undefined): void {
    guarded(message => this.#log(message), act);
  }

  #fail({ reason, message }: Failure): void {
    this.#record = { ...this.#record, failure: { reason, message } };
    writePodRecord(this.#place.dir, this.#record);
    this.#context.events.pod(this.#pod, 'Warning', reason, message);
    this.schedule();
  }

  async #prepare(): Promise<void> {
    const failures =
      this.#preparation.kind === 'blocked'
        ? this.#preparation.blocked.failures
        : 0;
    this.#preparation = { kind: 'busy' };
    try {
      writePodRecord(this.#place.dir, this.#record);
      this.writeHosts();
      await this.#volumes.make();
      this.#preparation = { kind: 'done' };
    } catch (error) {
      this.#preparation = this.#blockedBy(error, failures + 1);
    }
    this.schedule();
  }

  #blockedBy(error: unknown, failures: number): Preparation {
    const blocked = blockedVolumes(error, failures, Date.now());
    if (error instanceof ConfigError || failures > 3) {
      const { message } = blocked;
      this.#context.events.pod(this.#pod, 'Warning', 'FailedMount', message);
    }
    return { kind: 'blocked', blocked };
  }

  async #remove(): Promise<void> {
    if (this.#removing) {
      return;
    }
    this.#removing = true;
    if (!this.#forgotten) {
      this.#reporter.report(this.status());
      await this.#reporter.flushed();
    }
    try {
      if (!this.#forgotten) {
        await deletePodObject(this.#context.rest, this.#pod);
      }
      this.#end();
      await sleep(LINGER_MS);
      await rm(this.#place.dir, { recursive: true, force: true });
      this.#listener.removed(uidOf(this.#pod));
    } catch (error) {
      this.#removing = false;
      this.#log(`could not be removed: ${String(error)}`);
      setTimeout(() => this.schedule(), 1_000);
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#reporter.end();
    this.#context.tokens.forget(uidOf(this.#pod));
    for (const keeper of this.#keepers.values()) {
      keeper.end();
    }
  }

  #log(message: string): void {
    this.#context.log(`pod ${podKey(this.#pod)}: ${message}`);
  }

  /** Address that the pod's processes bind. */
  get address(): string {
    return placedBind(this.#place);
  }
}
