import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeImage } from '../../middleware/image/middleware-image.ts';
import { REDIS_VERSION } from '../../middleware/redis/redis-programs.ts';
import { goToolPath, type GoTool } from '../../platform/go-tools.ts';
import { NeverReady, type Part } from '../../platform/part.ts';
import { logFile, type Platform } from '../../platform/platform.ts';
import { craneTool, helmTool } from '../delivery-tools.ts';
import { ownImagesDir } from '../node-local/index.ts';
import { redisImage } from '../redis-operator/image.ts';
import { registryClientEnvironment, registryName } from '../registry/access.ts';

const NAME = 'charts';
const CHART = 'redis-standalone';
/** As the values of the chart name it; another folder than the operator's, who makes that. */
export const chartImage = {
  ...redisImage,
  repository: 'pilothouse.dev/redis',
  tag: REDIS_VERSION,
};

/** The registry's project whose charts are items of the marketplace. */
export const CHARTS_PROJECT = 'marketplace';

const chartSchema = z.object({ name: z.string(), version: z.string() });

/** A chart of the marketplace, with the image that it runs; what runs is the real server. */
export const charts: Part = {
  name: NAME,
  title: 'Charts of the marketplace',
  version: chartImage.programs.title,
  needs: [
    'registry',
    'helm',
    'crane',
    'kube-scheduler',
    'network',
    'node-local',
  ],
  background: true,
  settled: true,
  address: platform => `oci://${registryName(platform)}/${CHARTS_PROJECT}`,
  async start(platform) {
    await publish(platform, join(import.meta.dirname, CHART));
    const folders = {
      cacheDir: platform.cacheDir,
      imagesDir: ownImagesDir(platform),
    };
    try {
      await makeImage(chartImage, folders, () => undefined);
    } catch (error) {
      throw new NeverReady(
        `${CHART} can be ordered, and its pods lack their image: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  },
};

/** Pushes a chart unless the registry has that version of it. */
async function publish(platform: Platform, folder: string): Promise<void> {
  const { name, version } = chartSchema.parse(
    parse(await readFile(join(folder, 'Chart.yaml'), 'utf8')),
  );
  const project = `${registryName(platform)}/${CHARTS_PROJECT}`;
  const run = (tool: GoTool, ...args: string[]) =>
    runTool(platform, tool, args);
  const known = await run(craneTool, 'digest', `${project}/${name}:${version}`);
  if (known === 0) return;
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-charts-'));
  try {
    const made = await run(helmTool, 'package', folder, '--destination', dir);
    const archive = join(dir, `${name}-${version}.tgz`);
    const pushed =
      made === 0 &&
      (await run(
        helmTool,
        'push',
        archive,
        `oci://${project}`,
        '--plain-http',
      ));
    if (pushed === 0) return;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  throw new Error(
    `The chart ${name} could not be pushed; what Helm said is in ${logFile(
      platform,
      NAME,
    )}`,
  );
}

async function runTool(
  platform: Platform,
  tool: GoTool,
  args: readonly string[],
): Promise<number | null> {
  return platform.processes.runToEnd({
    name: NAME,
    command: await goToolPath(platform, tool),
    args,
    env: { ...process.env, ...registryClientEnvironment(platform) },
  });
}
