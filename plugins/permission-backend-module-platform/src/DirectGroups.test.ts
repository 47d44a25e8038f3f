import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DirectGroups } from './DirectGroups';

const ref = 'user:default/sofia.rossi';
const sre = 'group:default/sre';
const sofia: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'sofia.rossi', namespace: 'default' },
  relations: [{ type: 'memberOf', targetRef: sre }],
};

function open() {
  const catalog = catalogServiceMock.mock();
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();
  return {
    catalog,
    logger,
    groups: new DirectGroups({ auth, catalog, logger }),
  };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('tells what the catalog says, and asks once for all who ask at a time', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockResolvedValue(sofia);
  const told = await Promise.all([groups.of(ref), groups.of(ref)]);
  expect(told).toEqual([[sre], [sre]]);
  expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
});

it('believes an answer for ten seconds', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockResolvedValueOnce(sofia);
  catalog.getEntityByRef.mockResolvedValueOnce({ ...sofia, relations: [] });
  await groups.of(ref);
  jest.advanceTimersByTime(9_999);
  expect(await groups.of(ref)).toEqual([sre]);
  jest.advanceTimersByTime(1);
  expect(await groups.of(ref)).toEqual([]);
});

it('tells of no group while the catalog fails, says so, and asks again', async () => {
  const { catalog, groups, logger } = open();
  catalog.getEntityByRef.mockRejectedValueOnce(new Error('connection refused'));
  catalog.getEntityByRef.mockResolvedValueOnce(sofia);
  expect(await groups.of(ref)).toEqual([]);
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringMatching(/groups of user:default.+connection refused/),
  );
  expect(await groups.of(ref)).toEqual([sre]);
});

it('waits five seconds for a catalog that is silent', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockReturnValueOnce(new Promise(() => undefined));
  const told = groups.of(ref);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(await told).toEqual([]);
});

it('tells of no group of somebody whom the catalog does not know', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockResolvedValue(undefined);
  expect(await groups.of(ref)).toEqual([]);
});
