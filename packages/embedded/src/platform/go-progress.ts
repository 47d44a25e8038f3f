import type { BuildProgress } from './part.ts';

/** Arguments of the Go command that lists a program's packages as GoProgress reads them. */
export function listArgs(
  program: string,
  tags: readonly string[] = [],
): string[] {
  const format = '{{.ImportPath}} {{join .Imports " "}}';
  return ['list', ...tagFlags(tags), '-deps', '-f', format, program];
}

/** How the Go command is told of build tags. */
export function tagFlags(tags: readonly string[]): string[] {
  return tags.length > 0 ? ['-tags', tags.join(',')] : [];
}

/**
 * Tells how far a compilation is from the packages that `go build -v` names as it begins
 * with them. Those that Go finds in its cache are never named; a package is begun when all
 * that it imports is done, so these count as done with it.
 */
export class GoProgress {
  readonly #tell: (progress: BuildProgress) => void;
  readonly #imports = new Map<string, readonly string[]>();
  readonly #done = new Set<string>();

  constructor(tell: (progress: BuildProgress) => void) {
    this.#tell = tell;
  }

  /** Takes a line of what `listArgs` asks for. */
  list(line: string): void {
    const [name = '', ...imports] = line.split(' ');
    // Go says on the way that it downloads: `go: downloading …`.
    if (!name.endsWith(':')) this.#imports.set(name, imports);
  }

  /** Takes a line that `go build -v` prints. */
  compile(line: string): void {
    const before = this.#done.size;
    this.#finish(line);
    if (this.#done.size === before) return;
    this.#tell({ done: this.#done.size, total: this.#imports.size });
  }

  #finish(name: string): void {
    const left = [name];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const imports = this.#imports.get(next);
      if (!imports || this.#done.has(next)) continue;
      this.#done.add(next);
      left.push(...imports);
    }
  }
}
