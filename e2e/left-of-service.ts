import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ciServerEndpoints } from '@pilothouse/embedded/ci-server';
import { ask as askGit } from '@pilothouse/embedded/git';
import type { Platform } from '@pilothouse/embedded/platform';
import { registryFiles, registryUrl } from '@pilothouse/embedded/registry';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import { entitiesOf } from './created-service.ts';
import { people } from './people.ts';
import { portalToken, signIn } from './sign-in.ts';

const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });
const locationsSchema = z.array(
  z.object({ data: z.object({ target: z.string() }) }),
);

/** What the systems around the portal have of a service or application of the shop, each in words. */
export async function leftOf(
  name: string,
  {
    page,
    platform,
    cluster,
  }: { page: Page; platform: Platform; cluster: Cluster },
): Promise<string[]> {
  const left: string[] = [];
  const note = (what: string, isThere: boolean) => {
    if (isThere) left.push(what);
  };
  const repository = await askGit(platform, 'GET', `repos/shop/${name}`);
  note('repository', repository.status !== 404);
  note('job', (await jobStatus(platform, name)) !== 404);
  note('images', (await tagsOf(platform, `shop/${name}`)).length > 0);
  for (const object of await cluster.objectsOf(name, 'shop-dev'))
    note(object, true);
  for (const what of await leftInCatalog(name, page)) note(what, true);
  return left;
}

/** As platform engineers see the catalog: members see no location of which nothing came. */
async function leftInCatalog(name: string, member: Page): Promise<string[]> {
  const browser = member.context().browser();
  if (!browser) throw new Error('The page belongs to no browser');
  const baseURL = new URL(member.url()).origin;
  const context = await browser.newContext({ baseURL });
  try {
    const page = await context.newPage();
    await signIn(page, people.platformEngineer.name);
    const headers = { Authorization: `Bearer ${await portalToken(page)}` };
    const left: string[] = [];
    for (const ref of entitiesOf(name)) {
      const path = `/api/catalog/entities/by-name/${ref}`;
      const entity = await page.request.get(path, { headers });
      if (entity.status() !== 404) left.push(ref);
    }
    const answer = await page.request.get('/api/catalog/locations', {
      headers,
    });
    const locations = locationsSchema.parse(await answer.json());
    const targets = locations.map(({ data }) => data.target);
    const within = targets.filter(each => each.includes(`/shop/${name}/`));
    return [...left, ...within];
  } finally {
    await context.close();
  }
}

async function jobStatus(platform: Platform, name: string): Promise<number> {
  const { url, user, apiTokenFile } = ciServerEndpoints(platform);
  const authorization = basic(user, await readFile(apiTokenFile, 'utf8'));
  const answer = await fetch(`${url}/job/shop/job/${name}/api/json`, {
    headers: { authorization },
  });
  return answer.status;
}

async function tagsOf(
  platform: Platform,
  repository: string,
): Promise<readonly string[]> {
  const file = registryFiles(platform).password('portal');
  const password = (await readFile(file, 'utf8')).trim();
  const answer = await fetch(
    `${registryUrl(platform)}/v2/${repository}/tags/list`,
    { headers: { authorization: basic('portal', password) } },
  );
  if (answer.status === 404) return [];
  return tagsSchema.parse(await answer.json()).tags ?? [];
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
