import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { arch, availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findProgram } from './images/host-images.ts';

const run = promisify(execFile);

/** What this machine is and allows. */
export interface Machine {
  /** Go's name of the processor. */
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Size of the file system that the state folder lies on. */
  readonly storageBytes: number;
  readonly uid: number;
  readonly gid: number;
  /** Whether an ordinary user may make user and mount namespaces, and enter them. */
  readonly namespaces: boolean;
  readonly kernelVersion: string;
  readonly osImage: string;
  readonly machineId: string;
  readonly bootId: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  ia32: '386',
};

/** Go's name of this machine's processor. */
export function goArchitecture(): string {
  return ARCHITECTURES[arch()] ?? arch();
}

/** Looks at the machine once. */
export async function inspectMachine(
  shim: string,
  searchPath: string,
  stateDir: string,
): Promise<Machine> {
  const probe = run(shim, ['probe']).then(
    () => true,
    () => false,
  );
  const storage = await statfs(stateDir);
  const canEnter = findProgram('nsenter', searchPath) !== undefined;
  return {
    architecture: goArchitecture(),
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    storageBytes: storage.blocks * storage.bsize,
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    namespaces: canEnter && (await probe),
    kernelVersion: textOf('/proc/sys/kernel/osrelease'),
    osImage: osName(),
    machineId: textOf('/etc/machine-id'),
    bootId: textOf('/proc/sys/kernel/random/boot_id'),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function osName(): string {
  const name = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(textOf('/etc/os-release'));
  return name?.[1] ?? 'Linux';
}
