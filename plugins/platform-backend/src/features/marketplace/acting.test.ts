import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { RequestContext } from '../../http/contract-router';
import { act } from './acting';
import type { MarketplaceContext } from './view';
import {
  clusters,
  instance,
  postgresql,
  twoTeams,
} from './__testUtils__/scene';

const classOf = (object: { spec?: unknown }) =>
  Reflect.get(Object(object.spec), 'class');

function acting(
  item: string,
  name: string,
  how: Parameters<typeof act>[3] = {},
  isByHand = false,
) {
  const { kube, custom } = twoTeams();
  custom.put(clusters, [
    instance('shop-dev', 'orders', { spec: { class: 'one' } }),
  ]);
  const items = ['one', 'other'].map(each => ({
    ...postgresql,
    name: each,
    isOf: (object: { spec?: unknown }) => classOf(object) === each,
    isByHand: () => isByHand,
  }));
  const context: MarketplaceContext = {
    kube,
    custom: () => custom,
    items,
    kinds: [],
  };
  const ref = { item, cluster: 'east', namespace: 'shop-dev', name };
  const credentials = {} as BackstageCredentials;
  const dependencies = {
    allows: async () => true,
    contextOf: () => context,
    httpAuth: { credentials: async () => credentials },
    items: { fresh: async () => undefined },
    needs: { look: () => () => undefined, settled: async () => undefined },
    rights: { admit: async () => ({ credentials }) },
  } as unknown as Parameters<typeof act>[0];
  return act(dependencies, {} as RequestContext, ref, how);
}

it.each([
  ['an instance as what it is', 'one', 'orders', false],
  ['what is not held yet', 'other', 'later', false],
  ['a name that is to be taken', 'other', 'orders', true],
])('acts on %s', async (_, item, name, isNew) => {
  const { writing } = await acting(item, name, { isNew });
  expect(writing.item.name).toBe(item);
});

it('knows no instance as of another item of its kind', async () => {
  await expect(acting('other', 'orders')).rejects.toMatchObject({
    name: 'NotFoundError',
    message: expect.stringContaining('There is no other orders'),
  });
});

it('acts on nothing that was made by hand, but to take it over', async () => {
  await expect(acting('one', 'orders', {}, true)).rejects.toMatchObject({
    name: 'ConflictError',
    message: expect.stringContaining('take it over'),
  });
  await expect(
    acting('one', 'orders', { isByHand: true }, true),
  ).resolves.toMatchObject({ writing: { item: { name: 'one' } } });
});
