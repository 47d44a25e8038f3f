import {
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { engineer, memberOfShop, startCatalog } from './__testUtils__/catalog';

/** Everything that is not the shop's. */
const hidden = /ledger|vault/;
const byName = '/entities/by-name';
type Answer = Promise<request.Response>;

jest.setTimeout(90_000);

describe('the catalog', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startCatalog();
  });

  afterAll(async () => {
    await backend?.stop();
  });

  const get = (path: string, as = memberOfShop): Answer =>
    request(backend.server)
      .get(`/api/catalog${path}`)
      .set('authorization', as)
      .then();
  const post = (path: string, body: object, as = memberOfShop): Answer =>
    request(backend.server)
      .post(`/api/catalog${path}`)
      .set('authorization', as)
      .send(body)
      .then();

  const naming: [string, (as: string) => Answer][] = [
    ['a list', as => get('/entities', as)],
    ['a list by pages', as => get('/entities?limit=50', as)],
    ['only relations', as => get('/entities?fields=relations', as)],
    ['a page', as => get('/entities/by-query', as)],
    [
      'a page that was posted for',
      as => post('/entities/by-query', { query: { kind: 'group' } }, as),
    ],
    ['a group', as => get(`${byName}/group/default/payments`, as)],
    ['a component', as => get(`${byName}/component/default/web`, as)],
    ['an application', as => get(`${byName}/system/default/selling`, as)],
    ['an ancestry', as => get(`${byName}/system/default/selling/ancestry`, as)],
    [
      'chosen ones',
      as =>
        post(
          '/entities/by-refs',
          {
            entityRefs: ['group:default/payments', 'component:default/ledger'],
          },
          as,
        ),
    ],
    ['facets', as => get('/entity-facets?facet=relations.ownerOf', as)],
    ['parts', as => get('/entity-facets?facet=relations.hasPart', as)],
    [
      'facets that were posted for',
      as => post('/entity-facets', { facets: ['Relations.OwnerOf'] }, as),
    ],
  ];

  it.each(naming)('names in %s only what one may read', async (_, ask) => {
    const all = await ask(engineer);
    expect([all.status, all.text]).toEqual([
      200,
      expect.stringMatching(hidden),
    ]);
    const part = await ask(memberOfShop);
    expect([part.status, part.text]).toEqual([
      200,
      expect.not.stringMatching(hidden),
    ]);
  });

  it('keeps the relations that one may follow', async () => {
    const { body } = await get(`${byName}/group/default/shop`);
    const owned = body.relations.map(
      ({ targetRef }: { targetRef: string }) => targetRef,
    );
    expect(owned.sort()).toEqual([
      'component:default/cart',
      'component:default/web',
      'system:default/selling',
    ]);
  });

  const finding: [string, (ref: string, as: string) => Answer][] = [
    [
      'a filter',
      (ref, as) =>
        get(`/entities?filter=kind=group,relations.ownerof=${ref}`, as),
    ],
    [
      'a filter of pages',
      (ref, as) =>
        get(
          `/entities/by-query?filter=kind=group,relations.ownerOf=${ref}`,
          as,
        ),
    ],
    [
      'a predicate',
      (ref, as) =>
        post(
          '/entities/by-query',
          {
            query: {
              relations: { $contains: { type: 'ownerOf', targetRef: ref } },
            },
          },
          as,
        ),
    ],
    [
      'facets',
      (ref, as) =>
        post(
          '/entity-facets',
          { facets: ['kind'], query: { 'relations.ownerof': ref } },
          as,
        ),
    ],
    [
      'a cursor',
      (ref, as) => {
        const cursor = {
          orderFields: [],
          orderFieldValues: [],
          isPrevious: false,
          query: { 'relations.ownerof': ref },
        };
        const encoded = Buffer.from(JSON.stringify(cursor)).toString('base64');
        return get(
          `/entities/by-query?cursor=${encodeURIComponent(encoded)}`,
          as,
        );
      },
    ],
  ];

  it.each(finding)('finds nothing hidden by %s', async (_, ask) => {
    const ofShop = /group/i;
    const own = await ask('component:default/web', memberOfShop);
    expect([own.status, own.text]).toEqual([
      200,
      expect.stringMatching(ofShop),
    ]);
    const known = await ask('component:default/ledger', engineer);
    expect(known.text).toMatch(ofShop);
    const other = await ask('component:default/ledger', memberOfShop);
    const never = await ask('component:default/never', memberOfShop);
    expect([other.status, other.text]).toEqual([200, never.text]);
    expect(other.text).not.toMatch(ofShop);
  });

  it('pages through what one may read', async () => {
    const first = await get('/entities/by-query?limit=2&orderField=kind,asc');
    const { nextCursor } = first.body.pageInfo;
    const second = await get(
      `/entities/by-query?limit=50&cursor=${encodeURIComponent(nextCursor)}`,
    );
    expect(first.body.items).toHaveLength(2);
    expect(second.body.items).toHaveLength(3);
    expect(first.text + second.text).not.toMatch(hidden);
  });

  it.each([
    '/entities?filter=relations.dependencyOf',
    '/entities?order=asc:relations.ownerOf',
    '/entities/by-query?orderField=relations.ownerOf,asc',
    '/entities/by-query?fullTextFilterTerm=led&fullTextFilterFields=relations.ownerOf',
    '/entities?fields=relations.0.targetRef',
  ])('refuses %s to those who may read a part', async path => {
    expect((await get(path)).status).toBe(400);
    expect((await get(path, engineer)).status).toBe(200);
  });

  const bracketed = [
    '/entities?fields=kind&%5Bfields%5B%5D%5D=kind%26fields%3Drela%2574ions',
    '/entities?%5Bfilter%5B%5D%5D=kind%3Dgroup%2Crelations.ownerOf%3Dcomponent%3Adefault%2Fledger',
    '/entities/by-query?%5Bfilter%5B%5D%5D=relations.ownerOf',
    '/entities/by-query?%5BorderField%5B%5D%5D=relations.ownerOf%2Casc',
    '/entities/by-query?fullTextFilterTerm=led&%5BfullTextFilterFields%5B%5D%5D=relations.ownerOf',
    '/entities/by-query?cursor%5B%5D=e30',
    '/entity-facets?facet=kind&%5Bfacet%5B%5D%5D=relations.ownerOf',
    '/entity-facets?facet=kind&%5Bfacet%5B%5D%5D=kind%26facet%3Drela%2574ions.ownerOf',
    '/Entities?%5Bfields%5B%5D%5D=relations',
    `${byName}/group/default/payments?%5Bfields%5B%5D%5D=kind`,
  ];

  it.each(bracketed)('refuses %s, naming the key', async path => {
    const { body, status } = await get(path);
    expect([status, body.error]).toEqual([
      400,
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(/query parameter ".+"/),
      }),
    ]);
  });

  it('refuses such keys also beside what was posted', async () => {
    const asking = { entityRefs: ['group:default/payments'] };
    const key = '%5Bfilter%5B%5D%5D=relations.ownerOf';
    expect((await post(`/entities/by-refs?${key}`, asking)).status).toBe(400);
  });

  it.each([
    ['/entities?filter=kind=api&filter=kind=group', 2],
    ['/entities?filter%5B%5D=kind=api&filter%5B%5D=kind=group', 2],
    ['/entities?filter[0]=kind=api&filter[1]=kind=group', 2],
    ['/entities?fields=kind,metadata.name&limit=3&offset=1&order=asc:kind', 3],
    ['/entities?filter=kind=group,relations.ownerOf= component:default/web', 1],
  ])('answers %s as the catalog does', async (path, count) => {
    const { body, status } = await get(path);
    expect([status, body]).toEqual([200, expect.any(Array)]);
    expect(body).toHaveLength(count);
  });

  it('tells nothing by the length of an answer either', async () => {
    const response = await request(backend.server)
      .head(`/api/catalog${byName}/group/default/payments`)
      .set('authorization', memberOfShop);
    expect(response.status).toBe(200);
    expect(response.headers).not.toHaveProperty('etag');
    expect(response.headers).not.toHaveProperty('content-length');
  });

  it('tells by no ETag whether what it hides is still the same', async () => {
    const path = '/entity-facets?facet=relations.ownerOf';
    const again = (as: string, tag: string) =>
      request(backend.server)
        .get(`/api/catalog${path}`)
        .set({ authorization: as, 'If-None-Match': tag });
    const { etag: ofAll = '' } = (await get(path, engineer)).headers;
    const { etag: ofPart = '' } = (await get(path)).headers;
    expect((await again(engineer, ofAll)).status).toBe(304);
    expect((await again(memberOfShop, ofAll)).status).toBe(200);
    expect((await again(memberOfShop, ofPart)).status).toBe(304);
  });

  it('says itself what is wrong with a question', async () => {
    const missing = await get(`${byName}/component/default/ledger`);
    expect(missing.status).toBe(404);
    expect((await get('/entities?order=sideways')).status).toBe(400);
    expect((await post('/entities/by-refs', {})).status).toBe(400);
  });

  it('lets nobody in whom it does not know', async () => {
    const answer = await get('/entities', mockCredentials.none.header());
    expect(answer.status).toBe(401);
  });
});
