import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { median } from '../figure.ts';
import type { SignedIn } from '../kubernetes/portal.ts';
import type { CountingProxy } from './counting-proxy.ts';

export const BUILDS = 2_000;
export const LISTED = 500;
const TURNS = 7;
/** An answer that is younger is told again without a question. */
const STALE_MS = 2_000;

const buildSchema = z.looseObject({
  number: z.number(),
  progress: z.looseObject({ startTimeMillis: z.number() }),
});

const pageSchema = z.object({
  runs: z.array(z.object({ number: z.number() })),
});

/**
 * Gives a branch of a service as many builds as a busy one has, each like its first. The
 * CI server must not run.
 *
 * @param ciServer - state folder of the CI server
 */
export async function growBuilds(
  ciServer: string,
  service: string,
): Promise<void> {
  const builds = join(ciServer, `jobs/shop/jobs/${service}/jobs/main/builds`);
  const text = await readFile(join(builds, '1/build.json'), 'utf8');
  const first = buildSchema.parse(JSON.parse(text));
  for (let number = 1; number <= BUILDS; number += 1) {
    const { progress } = first;
    // The newest began when the first really did.
    const startTimeMillis = progress.startTimeMillis - (BUILDS - number) * 1000;
    const build = {
      ...first,
      number,
      progress: { ...progress, startTimeMillis },
    };
    const folder = join(builds, String(number));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'build.json'), JSON.stringify(build));
  }
}

/** What a page of runs costs, asked for the first time and then again: the median time, the most requests. */
export async function pageOfRuns(
  portal: SignedIn,
  proxy: CountingProxy,
  service: string,
): Promise<{ ms: number; requests: number }> {
  const times: number[] = [];
  const requests: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const token = await portal.token();
    const before = proxy.requests;
    const began = performance.now();
    const found = await ask(portal.url, token, service);
    times.push(performance.now() - began);
    requests.push(proxy.requests - before);
    if (found !== LISTED) throw new Error(`${found} runs were told`);
    await sleep(STALE_MS);
  }
  return { ms: median(times), requests: Math.max(...requests) };
}

async function ask(
  url: string,
  token: string,
  service: string,
): Promise<number> {
  const response = await fetch(`${url}/api/platform/pipelines/runs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      entityRef: `component:default/${service}`,
      limit: LISTED,
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`No page of runs: ${text}`);
  return pageSchema.parse(JSON.parse(text)).runs.length;
}
