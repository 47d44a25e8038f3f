import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../../platform/files.ts';

const manifestSchema = z.object({
  tag: z.string(),
  services: z.array(z.string()),
});

/** What every image of the shop starts its program with: small heaps, services by name. */
const NODE_OPTIONS = ['--max-semi-space-size=1', '--max-old-space-size=48'];

/** What the images are made of. */
export interface ShopImages {
  /** Folder of the shop's sources. */
  readonly sources: string;
  /** Folder that the node takes images from. */
  readonly images: string;
  /** Path of Node.js that runs them. */
  readonly node: string;
}

/**
 * Makes one image for each service of the shop, `shop/<service>:<tag>`, in the layout of
 * images that are folders. The sources have what the services share in one place; an
 * image holds a copy of it, because it has to stand alone.
 *
 * @returns the references of the images
 */
export async function assembleShopImages({
  sources,
  images,
  node,
}: ShopImages): Promise<string[]> {
  const file = join(sources, 'images.json');
  const { tag, services } = manifestSchema.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
  for (const service of services) {
    const image = join(images, 'shop', service, tag);
    await copyProgram(sources, image, service);
    await writeAtomic(
      join(image, 'image.json'),
      `${JSON.stringify(imageConfig(service, node), null, 2)}\n`,
    );
  }
  return services.map(service => `shop/${service}:${tag}`);
}

async function copyProgram(
  sources: string,
  image: string,
  service: string,
): Promise<void> {
  const app = join(image, 'rootfs', 'app');
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true, mode: 0o700 });
  for (const folder of ['shared', service]) {
    await cp(join(sources, folder), join(app, folder), {
      recursive: true,
      preserveTimestamps: true,
      filter: source => !source.includes('.test.'),
    });
  }
}

function imageConfig(service: string, node: string) {
  return {
    Entrypoint: [node, ...NODE_OPTIONS, `${service}/main.mjs`],
    Env: [`SERVICE_NAME=${service}`, 'NODE_USE_ENV_PROXY=1'],
    WorkingDir: '/app',
  };
}
