import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Image, ImageConfig, ImageSource } from './source.ts';

interface HostProgram {
  /** Program that must be on the machine. */
  readonly program: string;
  readonly config: (path: string) => ImageConfig;
}

const shell = (program: string): HostProgram => ({
  program,
  config: () => ({ Cmd: ['sh'] }),
});

/** What people's manifests ask for most, and what of the machine stands in for it. */
const PROGRAMS: Readonly<Record<string, HostProgram>> = {
  busybox: shell('sh'),
  alpine: shell('sh'),
  debian: shell('sh'),
  ubuntu: shell('sh'),
  bash: { program: 'bash', config: path => ({ Entrypoint: [path] }) },
  python: { program: 'python3', config: path => ({ Cmd: [path] }) },
  pause: {
    program: 'sleep',
    config: path => ({ Entrypoint: [path, 'infinity'] }),
  },
};

/**
 * Images made of the machine's own programs. Any tag is accepted: what runs is the version
 * that the machine has, and the note says so.
 *
 * @param node - path of Node.js, which stands for the image `node`
 * @param searchPath - folders, separated by `:`
 */
export function hostImages(node: string, searchPath: string): ImageSource {
  const found = new Map<string, ImageConfig>();
  for (const [name, { program, config }] of Object.entries(PROGRAMS)) {
    const path = findProgram(program, searchPath);
    if (path) {
      found.set(name, config(path));
    }
  }
  found.set('node', {
    Cmd: [node],
    Env: [`PATH=${dirname(node)}:${searchPath}`],
  });
  return {
    async pull(reference) {
      const name = reference.repository.split('/').at(-1) ?? '';
      const config = found.get(name);
      if (!config || !isLibrary(reference.registry, reference.repository)) {
        return undefined;
      }
      return image(name, reference.text, config);
    },
    async known() {
      return [...found.keys()].sort();
    },
  };
}

function isLibrary(registry: string, repository: string): boolean {
  const official = registry === '' || registry === 'registry.k8s.io';
  return official && !repository.includes('/');
}

function image(name: string, reference: string, config: ImageConfig): Image {
  return {
    reference,
    id: `host://${name}`,
    config,
    note: `"${reference}" stands for this machine's own programs, whatever the tag`,
  };
}

/** First executable of that name on the path, or undefined. */
export function findProgram(
  program: string,
  searchPath: string,
): string | undefined {
  return searchPath
    .split(':')
    .filter(Boolean)
    .map(folder => join(folder, program))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
