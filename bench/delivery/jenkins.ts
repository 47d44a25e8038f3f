import { readFile } from 'node:fs/promises';
import { ciServerEndpoints } from '@pilothouse/embedded/ci-server';
import type { Platform } from '@pilothouse/embedded/platform';
import { waitUntil } from '@pilothouse/embedded/wait';
import { z } from 'zod';

const LIMIT_MS = 300_000;
/** How soon a build is seen to have begun; an error of the figure. */
const POLL_MS = 50;

const jobSchema = z.object({
  lastBuild: z.object({ number: z.number(), building: z.boolean() }).nullish(),
});

/** The CI server of a platform, asked past the portal. */
export class Jenkins {
  readonly #url: string;
  readonly #authorization: string;

  private constructor(url: string, authorization: string) {
    this.#url = url;
    this.#authorization = authorization;
  }

  static async of(platform: Platform): Promise<Jenkins> {
    const { url, user, apiTokenFile } = ciServerEndpoints(platform);
    const token = (await readFile(apiTokenFile, 'utf8')).trim();
    const pair = Buffer.from(`${user}:${token}`).toString('base64');
    return new Jenkins(url, `Basic ${pair}`);
  }

  /** The newest build of a job; undefined when it has none. */
  async newest(
    job: string,
  ): Promise<{ number: number; building: boolean } | undefined> {
    const path = `${pathOf(job)}/api/json?tree=lastBuild[number,building]`;
    const response = await this.#ask('GET', path);
    return jobSchema.parse(await response.json()).lastBuild ?? undefined;
  }

  /** Resolves when a build after that one has begun. */
  async begun(job: string, after: number): Promise<void> {
    await waitUntil(
      async () => ((await this.newest(job))?.number ?? 0) > after,
      AbortSignal.timeout(LIMIT_MS),
      POLL_MS,
    );
  }

  /** Ends what runs, and resolves with the newest number when nothing does. */
  async rest(job: string): Promise<number> {
    let number = 0;
    await waitUntil(async () => {
      const newest = await this.newest(job);
      number = newest?.number ?? 0;
      if (!newest?.building) return true;
      await this.#ask('POST', `${pathOf(job)}/${number}/stop`);
      return false;
    }, AbortSignal.timeout(LIMIT_MS));
    return number;
  }

  async #ask(method: string, path: string): Promise<Response> {
    const response = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: { authorization: this.#authorization },
    });
    if (response.status >= 400) {
      throw new Error(`${method} ${path} failed with ${response.status}`);
    }
    return response;
  }
}

function pathOf(job: string): string {
  return job
    .split('/')
    .map(name => `/job/${encodeURIComponent(name)}`)
    .join('');
}
