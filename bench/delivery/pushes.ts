import { ask } from '@pilothouse/embedded/git';
import type { Platform } from '@pilothouse/embedded/platform';
import { z } from 'zod';
import { median } from '../figure.ts';
import { Jenkins } from './jenkins.ts';

const fileSchema = z.object({ sha: z.string() });

/**
 * Seconds from a commit on the main branch to a running pipeline; the median of some.
 *
 * @param service - of the shop
 */
export async function pushToStarted(
  platform: Platform,
  service: string,
  times: number,
): Promise<number> {
  const jenkins = await Jenkins.of(platform);
  const job = `shop/${service}/main`;
  const seconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const before = await jenkins.rest(job);
    const began = performance.now();
    await commit(platform, service, `Push ${time}\n`);
    await jenkins.begun(job, before);
    seconds.push((performance.now() - began) / 1000);
  }
  await jenkins.rest(job);
  return median(seconds);
}

async function commit(
  platform: Platform,
  service: string,
  text: string,
): Promise<void> {
  const path = `repos/shop/${service}/contents/PUSHED.md`;
  const known = await ask(platform, 'GET', path);
  const sha = known.ok ? fileSchema.parse(await known.json()).sha : undefined;
  const written = await ask(platform, sha ? 'PUT' : 'POST', path, {
    content: Buffer.from(text).toString('base64'),
    branch: 'main',
    sha,
  });
  if (!written.ok) throw new Error(`No push: ${await written.text()}`);
}
