import { join } from 'node:path';
import type { Addresses } from './addresses.ts';
import type { Processes } from './processes.ts';

/** Everything that a part may know about the platform that it belongs to. */
export interface Platform {
  /** The checkout. */
  readonly root: string;
  /** State of this instance: survives restarts, cleared by `npm run reset`. Mode 0700. */
  readonly stateDir: string;
  /** Shared by all clones: what is built once per version. */
  readonly cacheDir: string;
  readonly addresses: Addresses;
  readonly processes: Processes;
  /** Node.js that runs our own programs. */
  readonly node: string;
}

/** Folder of one part's files, below the state folder. */
export function partDir(platform: Platform, part: string): string {
  return join(platform.stateDir, part);
}

/** Log file of one process. */
export function logFile(platform: Platform, process: string): string {
  return join(platform.stateDir, 'logs', `${process}.log`);
}

/** Kubeconfig of the cluster's administrator; the one that people are told. */
export function adminKubeconfig({
  stateDir,
}: Pick<Platform, 'stateDir'>): string {
  return join(stateDir, 'kubeconfig');
}

/** Where the table of running processes lies. */
export function processTablePath(stateDir: string): string {
  return join(stateDir, 'processes.json');
}
