import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { craneTool } from '../parts/delivery-tools.ts';
import {
  registryClientEnvironment,
  registryName,
} from '../parts/registry/access.ts';
import { openPlatform, openTool } from './tool.ts';

/** Makes images with crane and pushes them to the registry of the platform under test. */
export interface ImageMaker {
  /** Runs crane. @throws when it fails */
  crane(...args: string[]): Promise<string>;
  /** Full name of a repository with a tag. */
  name(repository: string, tag: string): string;
  /** Pushes an image that runs a Node.js program. @returns its digest */
  push(name: string, program: string): Promise<string>;
}

/** The images' maker, as the pipeline's user of the registry. */
export async function openImages(): Promise<ImageMaker> {
  const platform = openPlatform();
  const tool = await openTool(craneTool, registryClientEnvironment(platform));
  const crane = async (...args: string[]) => {
    const { code, out, err } = await tool.run(args);
    assert.equal(code, 0, `crane ${args.join(' ')}: ${err}`);
    return out.trim();
  };
  return {
    crane,
    name: (repository, tag) => `${registryName(platform)}/${repository}:${tag}`,
    async push(name, program) {
      const dir = await mkdtemp(join(tmpdir(), 'pilothouse-layer-'));
      try {
        const layer = join(dir, 'layer.tar');
        const archive = pack();
        archive.entry({ name: 'app/main.mjs' }, program);
        archive.finalize();
        await pipeline(Readable.from(archive), createWriteStream(layer));
        const added = ['--oci-empty-base', '--new_layer', layer];
        await crane('append', ...added, '--new_tag', name);
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
      await crane(
        ...['mutate', name, '--tag', name],
        ...['--entrypoint', 'node,/app/main.mjs'],
      );
      return crane('digest', name);
    },
  };
}

/** A program that answers every request with one text. */
export function answering(text: string): string {
  return `import { createServer } from 'node:http';
createServer((_, response) => response.end(${JSON.stringify(text)}))
  .listen(8080, process.env.HOST);
`;
}
