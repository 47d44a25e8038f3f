import { basename, join } from 'node:path';
import { kubeListWatch } from '../../kube/watch.ts';
import {
  watchedSet,
  type Change,
  type WatchedSet,
} from '../../kube/watched-set.ts';
import { guarded } from './guard.ts';
import { nextPodIp } from './pods/addresses.ts';
import type { NodeContext } from './pods/context.ts';
import { hostsFile, type PlacedPod } from './pods/hosts.ts';
import { removeOrphan } from './pods/orphans.ts';
import { podDirs, readPodRecord, type PodRecord } from './pods/pod-record.ts';
import { podKey, uidOf, type Pod } from './pods/pod.ts';
import type { Service } from './pods/service-environment.ts';
import { PodWorker } from './pods/worker.ts';

const REFRESH_MS = 15_000;
const HOSTS_DELAY_MS = 200;

/** Keeps one worker for each pod that is bound to this node. */
export class NodeAgent {
  readonly #context: NodeContext;
  readonly #services: WatchedSet<Service>;
  readonly #podsDir: string;
  readonly #workers = new Map<string, PodWorker>();
  readonly #postponed = new Map<string, Change<Pod>>();
  readonly #timers: NodeJS.Timeout[] = [];
  #lastIp: string | undefined;
  #hostsTimer: NodeJS.Timeout | undefined;

  constructor(context: NodeContext, services: WatchedSet<Service>) {
    this.#context = context;
    this.#services = services;
    this.#podsDir = join(context.settings.dir, 'pods');
  }

  workers(): Iterable<PodWorker> {
    return this.#workers.values();
  }

  /** Takes over what runs, then follows the pods of this node until the signal ends it. */
  async start(signal: AbortSignal): Promise<void> {
    const { rest, settings, log } = this.#context;
    await this.#services.synced;
    const pods = watchedSet<Pod>(
      kubeListWatch(rest, '/api/v1/pods', {
        fieldSelector: `spec.nodeName=${settings.nodeName}`,
      }),
      { signal, onFailure: error => log(`pods: ${String(error)}`) },
    );
    await pods.synced;
    pods.subscribe(change => this.#takeSafely(change));
    for (const pod of pods.list()) {
      this.#takeSafely({ kind: 'changed', object: pod });
    }
    this.#removeOrphans();
    this.#services.subscribe(() => this.#hostsChanged());
    this.#timers.push(setInterval(() => this.#refresh(), REFRESH_MS));
    signal.addEventListener('abort', () => this.#timers.forEach(clearInterval));
  }

  /** A pod that cannot be taken, as with a full disk, is tried again at each refresh. */
  #takeSafely(change: Change<Pod>): void {
    const uid = uidOf(change.object);
    this.#postponed.delete(uid);
    guarded(
      message => {
        this.#postponed.set(uid, change);
        this.#context.log(`pod ${podKey(change.object)}: ${message}`);
      },
      () => this.#take(change),
    );
  }

  #take({ kind, object }: Change<Pod>): void {
    const uid = uidOf(object);
    const worker = this.#workers.get(uid);
    if (kind === 'removed') {
      worker?.forget();
    } else if (worker) {
      worker.update(object);
    } else if (
      !isOver(object) ||
      object.metadata?.deletionTimestamp ||
      this.#hasFiles(uid)
    ) {
      this.#workers.set(uid, this.#createWorker(object));
    }
  }

  /** A pod that has ended keeps its logs until it is deleted. */
  #hasFiles(uid: string): boolean {
    return readPodRecord(join(this.#podsDir, uid)) !== undefined;
  }

  #createWorker(pod: Pod): PodWorker {
    const dir = join(this.#podsDir, uidOf(pod));
    const record = readPodRecord(dir) ?? this.#newRecord(pod);
    return new PodWorker(this.#context, pod, record, dir, {
      changed: () => this.#hostsChanged(),
      removed: uid => {
        this.#workers.delete(uid);
        this.#hostsChanged();
      },
      hostsFile: worker =>
        hostsFile(placed(worker), this.#services.list(), this.#placedPods()),
    });
  }

  #newRecord(pod: Pod): PodRecord {
    const kept = podDirs(this.#podsDir).map(readPodRecord);
    const taken = new Set(
      [
        ...kept,
        ...[...this.#workers.values()].map(({ record }) => record),
      ].flatMap(record => (record ? [record.ip] : [])),
    );
    this.#lastIp = nextPodIp(taken, this.#lastIp);
    const { namespace = '', name = '' } = pod.metadata ?? {};
    return {
      namespace,
      name,
      uid: uidOf(pod),
      ip: this.#lastIp,
      acceptedAt: Date.now(),
    };
  }

  #removeOrphans(): void {
    for (const dir of podDirs(this.#podsDir)) {
      if (!this.#workers.has(basename(dir))) {
        removeOrphan(dir).catch((error: unknown) =>
          this.#context.log(`${dir} could not be removed: ${String(error)}`),
        );
      }
    }
  }

  #placedPods(): PlacedPod[] {
    return [...this.#workers.values()].map(placed);
  }

  /** Many changes at once become one new hosts file for each pod. */
  #hostsChanged(): void {
    this.#hostsTimer ??= setTimeout(() => {
      this.#hostsTimer = undefined;
      for (const worker of this.#workers.values()) {
        guarded(this.#context.log, () => worker.writeHosts());
      }
    }, HOSTS_DELAY_MS);
  }

  #refresh(): void {
    this.#context.objects.sweep();
    for (const change of [...this.#postponed.values()]) {
      this.#takeSafely(change);
    }
    for (const worker of this.#workers.values()) {
      guarded(this.#context.log, () => worker.refresh());
    }
  }
}

function isOver(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

function placed(worker: PodWorker): PlacedPod {
  const ready = worker.pod.status?.conditions?.find(
    ({ type }) => type === 'Ready',
  );
  return {
    pod: worker.pod,
    address: worker.address,
    ready: ready?.status === 'True' && !worker.pod.metadata?.deletionTimestamp,
  };
}
