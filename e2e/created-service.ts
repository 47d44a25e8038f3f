import { readFile } from 'node:fs/promises';
import { request as askOverHttp } from 'node:http';
import type { Page } from '@playwright/test';
import { ciServerEndpoints } from '@pilothouse/embedded/ci-server';
import { ask as askGit } from '@pilothouse/embedded/git';
import type { Platform } from '@pilothouse/embedded/platform';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import { portalToken } from './sign-in.ts';

const ANSWER_MS = 10_000;

const entitySchema = z.object({ metadata: z.object({ uid: z.string() }) });

/** What a service answered. */
export interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/**
 * Asks a service as a browser does: names below `localhost` are this machine.
 *
 * @param body - is sent as JSON, where there is one
 */
export function askService(address: string, body?: object): Promise<Answer> {
  const { port, pathname, host } = new URL(address);
  const type = { 'content-type': 'application/json' };
  const options = {
    ...{ host: '127.0.0.1', port, path: pathname },
    method: body ? 'POST' : 'GET',
    headers: { host, ...(body && type) },
    timeout: ANSWER_MS,
  };
  return new Promise((resolve, reject) => {
    const request = askOverHttp(options, answer => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

/** What the catalog may have of a service or an application, as its API names entities. */
export const entitiesOf = (name: string): readonly string[] => [
  `component/default/${name}`,
  `api/default/${name}-api`,
  `system/default/${name}`,
];

/** Takes away a service or an application of the shop, for the tests that come after. */
export async function removeService(
  name: string,
  {
    page,
    platform,
    cluster,
  }: { page: Page; platform: Platform; cluster: Cluster },
): Promise<void> {
  const { url, user, apiTokenFile } = ciServerEndpoints(platform);
  const secret = await readFile(apiTokenFile, 'utf8');
  const pair = Buffer.from(`${user}:${secret}`).toString('base64');
  await fetch(`${url}/job/shop/job/${name}/doDelete`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Authorization: `Basic ${pair}` },
  });
  await cluster.removeRelease(name, 'shop-dev');
  await askGit(platform, 'DELETE', `repos/shop/${name}`);
  const headers = { Authorization: `Bearer ${await portalToken(page)}` };
  for (const ref of entitiesOf(name)) {
    const path = `/api/catalog/entities/by-name/${ref}`;
    const found = await page.request.get(path, { headers });
    if (!found.ok()) continue;
    const { uid } = entitySchema.parse(await found.json()).metadata;
    await page.request.delete(`/api/catalog/entities/by-uid/${uid}`, {
      headers,
    });
  }
}
