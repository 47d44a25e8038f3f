import type { TestBackend } from '@backstage/backend-test-utils';
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
