import { execFile, type ExecFileException } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Programs that pipelines often call, and how each is asked for its version. */
const TOOLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  git: ['git', '--version'],
  go: ['go', 'version'],
  java: ['java', '-version'],
  mvn: ['mvn', '--version'],
  node: ['node', '--version'],
  npm: ['npm', '--version'],
  python3: ['python3', '--version'],
  // Debian has both modules in a package of this name, and Python without it.
  'python3-venv': [
    'python3',
    '-c',
    'import ensurepip, venv, platform; print(platform.python_version())',
  ],
};

const PATIENCE_MS = 20_000;
const FRESH_MS = 60_000;

/** What is found of a program; nothing where it does not answer in time. */
type Found = { readonly version: string } | 'none' | undefined;

/**
 * Labels that say which programs builds find: `tool-go@1.26.3`, `tool-java@none`. They are
 * looked for once a minute at most, so that what is installed later is found.
 */
export class ToolLabels {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #now: () => number;
  #looked?: { readonly at: number; readonly labels: Promise<string[]> };

  /** @param environment - of builds */
  constructor(
    environment: Readonly<Record<string, string>>,
    now: () => number = Date.now,
  ) {
    this.#environment = environment;
    this.#now = now;
  }

  labels(): Promise<string[]> {
    const at = this.#now();
    if (!this.#looked || at - this.#looked.at >= FRESH_MS)
      this.#looked = { at, labels: this.#look() };
    return this.#looked.labels;
  }

  async #look(): Promise<string[]> {
    const labels: string[] = [];
    // One after the other: starting all of them at once would take the machine from builds.
    for (const [name, command] of Object.entries(TOOLS)) {
      const found = await this.#ask(command);
      if (found)
        labels.push(`tool-${name}@${found === 'none' ? found : found.version}`);
    }
    return labels;
  }

  #ask([program, ...args]: readonly [string, ...string[]]): Promise<Found> {
    return new Promise(resolve => {
      execFile(
        program,
        args,
        { env: withoutNotes(this.#environment), timeout: PATIENCE_MS },
        (error, stdout, stderr) => {
          // Maven writes bold, whoever reads it.
          const said = stripVTControlCharacters(`${stdout}${stderr}`);
          const [version] = /\d+(\.\d+)*/.exec(said) ?? [];
          if (!error && version) resolve({ version });
          else resolve(isAbsent(error) ? 'none' : undefined);
        },
      );
    });
  }
}

/** Java tells of these before its version, with numbers of their own. */
const NOTED = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'];

function withoutNotes(
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !NOTED.includes(name)),
  );
}

/** Whether there is no such program, or it says by its exit code that it cannot be used. */
function isAbsent(error: ExecFileException | null): boolean {
  return error?.code === 'ENOENT' || typeof error?.code === 'number';
}
