import type { Usage } from '../kubelet/directory.ts';
import {
  bootTimeSeconds,
  privateBytes,
  readDescendants,
  readProcess,
  type ProcessStat,
} from './proc.ts';
import type { KernelUnits } from './units.ts';
import { readFileSync } from 'node:fs';

const NANOSECONDS = 1e9;
const INTERVAL_MS = 5_000;
/** Memory with a limit is looked at more often, so that a kill comes before the machine suffers. */
const LIMITED_INTERVAL_MS = 1_000;

const sumTicks = (sum: number, stat: ProcessStat) =>
  sum + stat.cpuTicksWithEnded;

/** A run whose process tree is measured. */
export interface Measured {
  /** The shim: everything below it belongs to the run. */
  readonly shim: number;
  readonly startedAt: Date;
  readonly memoryLimitBytes?: number;
  /** Called once, when the tree holds more than the limit. */
  onOverLimit(bytes: number): void;
}

interface Entry {
  readonly measured: Measured;
  usage?: Usage;
  over: boolean;
  dueAt: number;
}

/** Measures the process trees of runs by the kernel's own books. */
export class UsageSampler {
  readonly #entries = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;
  #node: Usage | undefined;
  #nodeDueAt = 0;

  readonly #pageBytes: number;
  readonly #tickNanoseconds: number;

  constructor({ pageBytes, ticksPerSecond }: KernelUnits) {
    this.#pageBytes = pageBytes;
    this.#tickNanoseconds = NANOSECONDS / ticksPerSecond;
    this.#timer = setInterval(() => this.#sampleDue(), LIMITED_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Starts to measure; the first figures are there at once. */
  add(key: string, measured: Measured): void {
    const entry = { measured, over: false, dueAt: 0 };
    this.#entries.set(key, entry);
    this.#sample(entry, Date.now());
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }

  usage(key: string): Usage | undefined {
    return this.#entries.get(key)?.usage;
  }

  /** Processes of a run, looked up at this moment. */
  pids(key: string): readonly number[] {
    const entry = this.#entries.get(key);
    return entry
      ? readDescendants(entry.measured.shim).map(({ pid }) => pid)
      : [];
  }

  node(): Usage | undefined {
    return this.#node;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #sampleDue(): void {
    const now = Date.now();
    for (const entry of this.#entries.values()) {
      if (entry.dueAt <= now) {
        this.#sample(entry, now);
      }
    }
    if (this.#nodeDueAt <= now) {
      this.#node = nodeUsage(now, this.#tickNanoseconds);
      this.#nodeDueAt = now + INTERVAL_MS;
    }
  }

  #sample(entry: Entry, now: number): void {
    const { shim, memoryLimitBytes, startedAt } = entry.measured;
    const own = readProcess(shim);
    const tree = readDescendants(shim);
    const bytes = tree.reduce(
      (sum, stat) => sum + privateBytes(stat, this.#pageBytes),
      0,
    );
    const ticks = [...(own ? [own] : []), ...tree].reduce(sumTicks, 0);
    const before = entry.usage?.cpuNanoseconds ?? 0;
    entry.usage = {
      cpuNanoseconds: Math.max(before, ticks * this.#tickNanoseconds),
      workingSetBytes: bytes,
      startedAt,
      sampledAt: new Date(now),
    };
    const limited = memoryLimitBytes !== undefined;
    entry.dueAt = now + (limited ? LIMITED_INTERVAL_MS : INTERVAL_MS) - 50;
    if (limited && bytes > memoryLimitBytes && !entry.over) {
      entry.over = true;
      entry.measured.onOverLimit(bytes);
    }
  }
}

/** The whole machine: it is the node, with all else that runs on it. */
function nodeUsage(now: number, tickNanoseconds: number): Usage {
  const cpu =
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '';
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = cpu
    .split(' ')
    .map(Number);
  const memory = readFileSync('/proc/meminfo', 'utf8');
  const kibibytes = (name: string) =>
    Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(memory)?.[1] ?? 0);
  return {
    cpuNanoseconds: (user + nice + system + irq + soft) * tickNanoseconds,
    workingSetBytes: (kibibytes('MemTotal') - kibibytes('MemAvailable')) * 1024,
    startedAt: new Date(bootTimeSeconds() * 1000),
    sampledAt: new Date(now),
  };
}
