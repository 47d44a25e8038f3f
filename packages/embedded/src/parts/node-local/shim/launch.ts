import { spawn } from 'node:child_process';

/** One step in building a container's root folder; paths are absolute inside the container. */
export type RootStep =
  | { readonly kind: 'mkdir'; readonly path: string }
  | {
      readonly kind: 'bind';
      readonly source: string;
      readonly path: string;
      readonly readOnly: boolean;
    }
  | { readonly kind: 'link'; readonly target: string; readonly path: string };

/** What the shim is told: one container run. */
export interface ShimSpec {
  /** Folder for the records of this run. */
  readonly dir: string;
  readonly log: string;
  readonly stdinPipe?: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Program and arguments, never empty. */
  readonly command: readonly string[];
  /** Namespace with a root of its own; absent where the machine does not allow it. */
  readonly root?: {
    readonly folder: string;
    readonly uid: number;
    readonly gid: number;
    readonly steps: readonly RootStep[];
  };
}

/** Encodes the settings as the shim reads them: NUL-ended `key=value` records. */
export function encodeSpec(spec: ShimSpec): string {
  const records: [string, string | number][] = [
    ['dir', spec.dir],
    ['log', spec.log],
    ['cwd', spec.workingDirectory],
  ];
  if (spec.stdinPipe) {
    records.push(['stdin', spec.stdinPipe]);
  }
  if (spec.root) {
    const { folder, uid, gid, steps } = spec.root;
    records.push(['root', folder], ['uid', uid], ['gid', gid]);
    records.push(...steps.flatMap(encodeStep));
  }
  for (const [name, value] of Object.entries(spec.environment)) {
    records.push(['env', `${name}=${value}`]);
  }
  records.push(...spec.command.map((arg): [string, string] => ['arg', arg]));
  return records
    .map(([key, value]) => `${key}=${String(value).replaceAll('\0', '')}\0`)
    .join('');
}

function encodeStep(step: RootStep): [string, string][] {
  switch (step.kind) {
    case 'mkdir':
      return [['mkdir', step.path]];
    case 'link':
      return [
        ['src', step.target],
        ['link', step.path],
      ];
    case 'bind':
      return [
        ['src', step.source],
        [step.readOnly ? 'bindro' : 'bind', step.path],
      ];
  }
}

/**
 * Starts a shim that outlives this process, and hands it its settings over a pipe.
 * Whether the program runs is told by the records in `spec.dir`.
 *
 * @returns the shim's process id
 * @throws when the shim itself cannot be started
 */
export function launchShim(program: string, spec: ShimSpec): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [], {
      cwd: '/',
      detached: true,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    child.once('error', reject);
    const settings = child.stdio[3];
    if (!settings || !('end' in settings)) {
      reject(new Error('The container shim has no settings pipe.'));
      return;
    }
    settings.once('error', reject);
    settings.end(encodeSpec(spec), () => {
      child.unref();
      if (child.pid !== undefined) {
        resolve(child.pid);
      }
    });
  });
}
