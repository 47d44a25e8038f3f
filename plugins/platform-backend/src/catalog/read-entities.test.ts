import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readEntities } from './read-entities';

const { signal } = new AbortController();
const page = (name: string, nextCursor?: string) => ({
  items: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
    },
  ],
  totalItems: 2,
  pageInfo: { nextCursor },
});

describe('readEntities', () => {
  it('reads page after page, with the rights of the portal', async () => {
    const auth = mockServices.auth();
    const queryEntities = jest
      .fn()
      .mockResolvedValueOnce(page('web', 'next'))
      .mockResolvedValueOnce(page('orders'));
    const catalog = catalogServiceMock.mock({ queryEntities });
    const found = await readEntities({ auth, catalog }, signal);
    expect(found.map(({ metadata }) => metadata.name)).toEqual([
      'web',
      'orders',
    ]);
    expect(queryEntities).toHaveBeenLastCalledWith(
      expect.objectContaining({ cursor: 'next' }),
      { credentials: await auth.getOwnServiceCredentials() },
    );
  });

  it('fails when a page cannot be had', async () => {
    const queryEntities = jest
      .fn()
      .mockResolvedValueOnce(page('web', 'next'))
      .mockRejectedValueOnce(new Error('down'));
    const catalog = catalogServiceMock.mock({ queryEntities });
    await expect(
      readEntities({ auth: mockServices.auth(), catalog }, signal),
    ).rejects.toThrow('down');
  });
});
