import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import { logFile, partDir, type Platform } from '../../platform/platform.ts';
import { craneTool } from '../delivery-tools.ts';
import { goArchitecture } from '../node-local/machine.ts';
import { registryClientEnvironment, registryName } from '../registry/access.ts';
import { imageLayout, type BaseImage } from './layout.ts';

const NAME = 'base-images';
const NODE_MAJOR = process.versions.node.split('.')[0] ?? '';

/** Name of the image that Node.js services are built on. */
export function nodeImage(platform: Pick<Platform, 'addresses'>): string {
  return `${registryName(platform)}/library/node:${NODE_MAJOR}`;
}

/** Name of the image that Python services are built on. */
export function pythonImage(platform: Pick<Platform, 'addresses'>): string {
  return `${registryName(platform)}/library/python:3`;
}

/** Name of the image that Java services are built on. */
export function javaImage(platform: Pick<Platform, 'addresses'>): string {
  return `${registryName(platform)}/library/java:1`;
}

/** Name of the image that programs which need nothing are put upon. */
export function staticImage(platform: Pick<Platform, 'addresses'>): string {
  return `${registryName(platform)}/library/static:1`;
}

/**
 * They name languages and do not hold them: pods see this machine's programs, and the node
 * puts the platform's own Node.js first on their PATH. A copy would cost each pod 120 MB of
 * disk and the memory that programs of one file share.
 */
const IMAGES: readonly {
  readonly folder: string;
  readonly nameOn: typeof nodeImage;
  readonly image: BaseImage;
}[] = [
  {
    folder: 'node',
    nameOn: nodeImage,
    image: {
      architecture: goArchitecture(),
      command: ['node'],
      environment: { NODE_VERSION: process.versions.node },
      files: saying('Node.js of the embedded platform'),
    },
  },
  {
    folder: 'python',
    nameOn: pythonImage,
    image: {
      architecture: goArchitecture(),
      command: ['python3'],
      environment: {},
      files: saying('Python'),
    },
  },
  {
    folder: 'java',
    nameOn: javaImage,
    image: {
      architecture: goArchitecture(),
      command: ['java'],
      environment: {},
      files: saying('Java'),
    },
  },
  {
    folder: 'static',
    nameOn: staticImage,
    image: {
      architecture: goArchitecture(),
      command: [],
      environment: {},
      files: { '/etc/base-image': 'For programs that need nothing else.\n' },
    },
  },
];

function saying(what: string): BaseImage['files'] {
  return {
    '/etc/base-image': `${what}: this machine's own, which pods find on their PATH.\n`,
  };
}

/** What images of services are built on, in the platform's registry. */
export const baseImages: Part = {
  name: NAME,
  title: 'Base images',
  version: `Node.js ${process.versions.node}`,
  needs: ['registry', 'crane'],
  background: true,
  settled: true,
  address: nodeImage,
  async start(platform) {
    for (const { folder: name, nameOn, image } of IMAGES) {
      const folder = join(partDir(platform, NAME), name);
      await rm(folder, { recursive: true, force: true });
      for (const [path, content] of await imageLayout(image)) {
        await writeAtomic(join(folder, path), content);
      }
      await push(platform, folder, nameOn(platform));
    }
  },
};

/** Pushes what the registry does not have yet. */
async function push(
  platform: Platform,
  folder: string,
  name: string,
): Promise<void> {
  const code = await platform.processes.runToEnd({
    name: NAME,
    command: await goToolPath(platform, craneTool),
    args: ['push', folder, name],
    env: { ...process.env, ...registryClientEnvironment(platform) },
  });
  if (code === 0) return;
  throw new Error(
    `${name} could not be pushed; what crane said is in ${logFile(
      platform,
      NAME,
    )}`,
  );
}
