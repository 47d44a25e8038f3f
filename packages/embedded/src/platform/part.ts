import type { Platform } from './platform.ts';

/** A part runs and will still never be of use; its message says to a person why. */
export class NeverReady extends Error {
  override readonly name = 'NeverReady';
}

/** How far a build is. */
export interface BuildProgress {
  readonly done: number;
  /** About how many there will be. */
  readonly total: number;
}

/**
 * One piece of the embedded platform. Every part has the same five steps; the launcher
 * walks them, shows how far each is, and keeps what they started running.
 */
export interface Part {
  /** Stable identifier, a DNS label: names the folder, the log file and the doctor's row. */
  readonly name: string;
  /** What a person calls it. */
  readonly title: string;
  /** Version shown by the doctor and in the portal, for example `v1.36.3`. */
  readonly version: string;
  /** Names of the parts that must be ready before this one is started. */
  readonly needs: readonly string[];
  /** Where it answers, for people: a URL or `host:port`. */
  address?(platform: Platform): string | undefined;
  /** Whether the portal can be used before this part is ready. */
  readonly background?: boolean;
  /** Whether it stays ready once it was: people change it on purpose. */
  readonly settled?: boolean;
  /** Makes the programs it needs, into the cache. Repeatable; does nothing when they are there. */
  build?(
    platform: Platform,
    tell: (progress: BuildProgress) => void,
  ): Promise<void>;
  /** Writes its configuration, keys and certificates into the state folder. Repeatable. */
  configure?(platform: Platform): Promise<void>;
  /** Starts it; long-lived processes go through `platform.processes`. */
  start?(platform: Platform): Promise<void>;
  /** Resolves when it answers; throws NeverReady when it never will. */
  ready?(platform: Platform, signal: AbortSignal): Promise<void>;
  /** What is to be done beyond ending its processes. */
  stop?(platform: Platform): Promise<void>;
}
