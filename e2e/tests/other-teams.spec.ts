import type { APIResponse, Page, Request } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, portalToken } from '../sign-in.ts';

const ofShop = [
  'system:default/shop',
  ...['web', 'catalog', 'orders', 'inventory', 'traffic'].map(
    name => `component:default/${name}`,
  ),
  ...['catalog-api', 'orders-api', 'inventory-api'].map(
    name => `api:default/${name}`,
  ),
  'resource:default/shop-dev',
  'resource:default/shop-prod',
];
const ofPayments = [
  'system:default/payments',
  ...['payments', 'ledger', 'fraud-check'].map(
    name => `component:default/${name}`,
  ),
  'resource:default/payments-dev',
  'resource:default/payments-prod',
];
const sides = [
  {
    person: people.shopDeveloper,
    own: ofShop,
    others: ofPayments,
    otherTeam: 'payments',
    member: people.paymentsDeveloper.name,
  },
  {
    person: people.paymentsDeveloper,
    own: ofPayments,
    others: ofShop,
    otherTeam: 'shop',
    member: people.shopDeveloper.name,
  },
];

type Asks = (path: string, body?: object) => Promise<APIResponse>;

/** Asks the portal's API as the person who is signed in. */
async function asking(page: Page): Promise<Asks> {
  const headers = { authorization: `Bearer ${await portalToken(page)}` };
  return (path, body) =>
    body
      ? page.request.post(`/api${path}`, { headers, data: body })
      : page.request.get(`/api${path}`, { headers });
}

const entitySchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});

/** Where the page of an entity is. */
const linkTo = (ref: string) =>
  `/catalog/default/${ref.replace(':default', '')}`;

/** Which entities an answer names: by reference, by kind and name, or by a link. */
function named(refs: readonly string[], answer: string): string[] {
  const strings = new Set<string>();
  JSON.parse(answer, (_, value: unknown) => {
    if (typeof value === 'string') strings.add(value.toLowerCase());
    const entity = entitySchema.safeParse(value);
    if (entity.success) {
      const { kind, metadata } = entity.data;
      strings.add(`${kind}:default/${metadata.name}`.toLowerCase());
    }
    return value;
  });
  return refs.filter(ref => strings.has(ref) || strings.has(linkTo(ref)));
}

const byName = '/catalog/entities/by-name';

/** Everything that lists or names entities. */
const questions: readonly (readonly [string, object?])[] = [
  ['/catalog/entities'],
  ['/catalog/entities?limit=500'],
  ['/catalog/entities?fields=relations'],
  ['/catalog/entities?filter=kind=group'],
  ['/catalog/entities?filter=kind=domain'],
  ['/catalog/entities/by-query?limit=500'],
  ['/catalog/entities/by-query', { query: { kind: 'group' } }],
  [`${byName}/group/default/shop`],
  [`${byName}/group/default/payments`],
  [`${byName}/group/default/commerce`],
  [`${byName}/group/default/payments/ancestry`],
  [`${byName}/domain/default/commerce`],
  [
    '/catalog/entities/by-refs',
    { entityRefs: ['group:default/shop', 'group:default/payments'] },
  ],
  [
    '/catalog/entity-facets?facet=relations.ownerOf&facet=relations.hasPart&facet=relations.apiProvidedBy',
  ],
  ['/catalog/entity-facets', { facets: ['relations.ownerOf'] }],
  ['/catalog/locations'],
  ['/catalog/locations/by-query', {}],
];

/** Questions whose keys the catalog would read as others: brackets within brackets. */
const bracketed = (ref: string): string[] => {
  const filter = `kind=group,relations.ownerOf=${ref}`;
  return [
    '/entities?fields=kind&%5Bfields%5B%5D%5D=kind%26fields%3Drela%2574ions',
    `/entities?%5Bfilter%5B%5D%5D=${encodeURIComponent(filter)}`,
    '/entities/by-query?%5Bfilter%5B%5D%5D=relations.ownerOf',
    '/entities/by-query?%5BorderField%5B%5D%5D=relations.ownerOf%2Casc',
    '/entities/by-query?fullTextFilterTerm=led&%5BfullTextFilterFields%5B%5D%5D=relations.ownerOf',
    '/entity-facets?facet=kind&%5Bfacet%5B%5D%5D=relations.ownerOf',
    '/entity-facets?facet=kind&%5Bfacet%5B%5D%5D=kind%26facet%3Drela%2574ions.ownerOf',
  ];
};

const ownership = { en: 'Ownership', zh: '负责的内容' };

/** Keeps what the catalog answers a page, for when the page has asked for all. */
function listening(page: Page) {
  const open = new Set<Request>();
  const answers: Promise<string>[] = [];
  const isOfCatalog = (request: Request) =>
    new URL(request.url()).pathname.startsWith('/api/catalog/');
  const read = async (request: Request) => {
    const response = await request.response();
    const type = response?.headers()['content-type'] ?? '';
    return response && type.includes('json') ? response.text() : '';
  };
  page.on('request', request => {
    if (isOfCatalog(request)) open.add(request);
  });
  page.on('requestfailed', request => open.delete(request));
  page.on('requestfinished', request => {
    // What the browser left since has no text any more.
    if (open.delete(request)) answers.push(read(request).catch(() => ''));
  });
  return async (): Promise<string[]> => {
    await expect.poll(() => open.size, { timeout: 60_000 }).toBe(0);
    return (await Promise.all(answers)).filter(Boolean);
  };
}

for (const { person, own, others, otherTeam, member } of sides) {
  test(`no answer of the catalog names for ${person.name} what is another team's @once`, async ({
    page,
  }) => {
    await beSignedIn(page, person.name);
    const ask = await asking(page);
    const found = new Set<string>();
    for (const [path, body] of questions) {
      const answer = await ask(path, body);
      const text = await answer.text();
      expect([path, answer.status()]).toEqual([path, 200]);
      expect([path, ...named(others, text)]).toEqual([path]);
      for (const ref of named(own, text)) found.add(ref);
    }
    expect([...found].sort()).toEqual([...own].sort());
  });

  test(`nothing of another team is found by ${person.name} who knows its name @once`, async ({
    page,
  }) => {
    await beSignedIn(page, person.name);
    const ask = await asking(page);
    const counted = async (ref: string) => {
      const answer = await ask(
        `/catalog/entities/by-query?filter=kind=group,relations.ownerOf=${ref}`,
      );
      return (await answer.json()).totalItems;
    };
    for (const [refs, status, groups] of [
      [own, 200, 1],
      [others, 404, 0],
    ] as const) {
      for (const ref of refs) {
        const entity = await ask(`${byName}/${ref.replace(':', '/')}`);
        expect([ref, entity.status()]).toEqual([ref, status]);
        expect([ref, await counted(ref)]).toEqual([ref, groups]);
      }
    }
    for (const ref of [...others, 'component:default/never-there']) {
      const ancestry = await ask(`${byName}/${ref.replace(':', '/')}/ancestry`);
      expect([ref, ancestry.status()]).toEqual([ref, 403]);
    }
  });

  test(`no spelling of a question tells ${person.name} what is another team's @once`, async ({
    page,
  }) => {
    await beSignedIn(page, person.name);
    const ask = await asking(page);
    for (const path of others.slice(0, 1).flatMap(bracketed)) {
      const answer = await ask(`/catalog${path}`);
      expect([path, answer.status()]).toEqual([path, 400]);
    }
  });

  test(`the search finds for ${person.name} nothing that is another team's @once`, async ({
    page,
  }) => {
    await beSignedIn(page, person.name);
    const ask = await asking(page);
    const terms = [...own, ...others].map(ref => ref.split('/')[1] ?? '');
    const leaks = new Set<string>();
    await expect(async () => {
      const found = new Set<string>();
      for (const term of new Set(terms)) {
        const path = `/search/query?term=${term}&types[0]=software-catalog`;
        const answer = await ask(path);
        expect([path, answer.status()]).toEqual([path, 200]);
        const text = await answer.text();
        // Told once is too often, so this is not to be tried again.
        for (const ref of named(others, text)) leaks.add(`${path}: ${ref}`);
        for (const ref of named(own, text)) found.add(ref);
      }
      // The index knows of entities a while after the catalog does.
      expect([...found].sort()).toEqual([...own].sort());
    }).toPass({ timeout: 60_000 });
    expect([...leaks]).toEqual([]);
  });

  test(`the page of another team names to ${person.name} its people, and nothing that it owns @once`, async ({
    language,
    page,
  }) => {
    await beSignedIn(page, person.name);
    const answers = listening(page);
    await page.goto(`/catalog/default/group/${otherTeam}`);
    const main = page.getByRole('main').last();
    await expect(main.getByRole('link', { name: member }).first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(
      main.getByRole('heading', { name: ownership[language], exact: true }),
    ).toBeVisible({ timeout: 60_000 });
    await expect(main.getByRole('progressbar')).toHaveCount(0, {
      timeout: 60_000,
    });
    const texts = await answers();
    const team = `group:default/${otherTeam}`;
    expect(texts.flatMap(text => named([team], text))).toContain(team);
    expect(texts.flatMap(text => named(others, text))).toEqual([]);
    for (const ref of others) {
      await expect(page.locator(`a[href="${linkTo(ref)}"]`)).toHaveCount(0);
    }
  });
}
