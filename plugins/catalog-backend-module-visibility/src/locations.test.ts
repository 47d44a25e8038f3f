import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import request from 'supertest';
import { engineer, memberOfShop, startCatalog } from './__testUtils__/catalog';
import { targetOf } from './__testUtils__/entities';

jest.setTimeout(90_000);

describe('what is registered in the catalog', () => {
  let backend: TestBackend;
  const ids = new Map<string, string>();

  /** Each test has registrations of its own to remove. */
  beforeAll(async () => {
    backend = await startCatalog();
    for (const name of ['web', 'cart', 'ledger', 'selling', 'vault']) {
      const { body } = await request(backend.server)
        .post('/api/catalog/locations')
        .set('authorization', engineer)
        .send({ type: 'url', target: targetOf(name) });
      ids.set(name, body.location.id);
    }
  });

  afterAll(async () => {
    await backend?.stop();
  });

  const targets = async (as: string) => {
    const { body } = await request(backend.server)
      .get('/api/catalog/locations')
      .set('authorization', as);
    return body.map(({ data }: { data: { target: string } }) => data.target);
  };
  const remove = async (id: string, as = memberOfShop) => {
    const { status } = await request(backend.server)
      .delete(`/api/catalog/locations/${id}`)
      .set('authorization', as);
    return status;
  };
  /** Has one told from another place, of which nothing is there. */
  const change = async (id: string, as = memberOfShop, name = 'web') => {
    const { status } = await request(backend.server)
      .put(`/api/catalog/locations/${id}`)
      .set('authorization', as)
      .send({ type: 'url', target: `${targetOf(name)}.new` });
    return status;
  };
  const idOf = (name: string) => ids.get(name) ?? '';

  it('is told to those who may read something of it', async () => {
    expect(await targets(memberOfShop)).toContain(targetOf('web'));
    expect(await targets(memberOfShop)).toContain(targetOf('selling'));
    expect(await targets(memberOfShop)).not.toContain(targetOf('ledger'));
    expect(await targets(engineer)).toContain(targetOf('ledger'));
  });

  it('can be removed by those who own all of it', async () => {
    expect(await remove(idOf('cart'))).toBe(204);
    expect(await targets(engineer)).not.toContain(targetOf('cart'));
  });

  it.each([
    ['others have a part in', 'selling', 403],
    ['they do not know', 'ledger', 404],
  ])('cannot be removed by those whom %s', async (_, name, status) => {
    expect(await remove(idOf(name))).toBe(status);
    expect(await targets(engineer)).toContain(targetOf(name));
  });

  it.each([
    ['others have a part in', 'selling', 403],
    ['they do not know', 'ledger', 404],
  ])('cannot be changed by those whom %s', async (_, name, status) => {
    expect(await change(idOf(name))).toBe(status);
    expect(await targets(engineer)).toContain(targetOf(name));
  });

  it('cannot become what they would not find', async () => {
    const { status } = await request(backend.server)
      .put(`/api/catalog/locations/${idOf('web')}`)
      .set('authorization', memberOfShop)
      .send({ type: 'url', target: targetOf('ledger') });
    expect(status).toBe(403);
  });

  it.each([
    ['those who own all of it', 'web', memberOfShop],
    ['those who see everything', 'vault', engineer],
  ])('can be changed by %s', async (_, name, as) => {
    expect(await change(idOf(name), as, name)).toBe(200);
    expect(await targets(engineer)).toContain(`${targetOf(name)}.new`);
  });

  it('cannot be told apart from what is not there', async () => {
    expect(await remove('never')).toBe(await remove(idOf('ledger')));
    expect(await change('never')).toBe(await change(idOf('ledger')));
  });
});

describe('what is not registered yet', () => {
  let backend: TestBackend;

  const register = (name: string, as = memberOfShop, query = {}) =>
    request(backend.server)
      .post('/api/catalog/locations')
      .query(query)
      .set('authorization', as)
      .send({ type: 'url', target: targetOf(name) });

  beforeAll(async () => {
    backend = await startCatalog();
    await register('ledger', engineer).expect(201);
  });

  afterAll(async () => {
    await backend?.stop();
  });

  const attempt = (name: string, as = memberOfShop) =>
    register(name, as, { dryRun: true });

  it('is told by an attempt as far as they would find it', async () => {
    const names = async (as: string) => {
      const { body } = await attempt('mixed', as).expect(201);
      return body.entities.map((e: Entity) => e.metadata.name).sort();
    };
    expect(await names(memberOfShop)).toEqual(['stock']);
    expect(await names(engineer)).toEqual(
      expect.arrayContaining(['safe', 'stock']),
    );
  });

  it('is told whether it is registered', async () => {
    const exists = async (as?: string) =>
      (await attempt('web', as).expect(201)).body.exists;
    expect(await exists()).toBe(false);
    await register('web').expect(201);
    expect(await exists()).toBe(true);
  });

  it.each([{}, { dryRun: true }, { dryRun: false }])(
    'is refused where nothing of it is theirs to find, all alike, with %j',
    async query => {
      const refusals = await Promise.all(
        ['ledger', 'unregistered', 'invalid', 'absent'].map(async name => {
          const { status, body } = await register(name, memberOfShop, query);
          return [status, body.error.message.replace(targetOf(name), '')];
        }),
      );
      expect(new Set(refusals.map(String)).size).toBe(1);
      expect(refusals[0]).toEqual([
        403,
        expect.stringContaining('owned by you or a group of yours'),
      ]);
    },
  );

  it.each([
    { dryRun: 'yes' },
    { 'dryRun[]': 'true' },
    { dryRun: ['true', 'false'] },
    { dryrun: 'true' },
  ])('is not read for a question that has other meanings: %j', async query => {
    const { status } = await register('cart', memberOfShop, query);
    expect(status).toBe(400);
  });
});
