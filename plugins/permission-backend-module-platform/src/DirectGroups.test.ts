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

it('tells of no group for two seconds after the catalog failed, and asks again', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockRejectedValueOnce(new Error('connection refused'));
  catalog.getEntityByRef.mockResolvedValueOnce(sofia);
  expect(await groups.of(ref)).toEqual([]);
  await jest.advanceTimersByTimeAsync(1_999);
  expect(await groups.of(ref)).toEqual([]);
  expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(await groups.of(ref)).toEqual([sre]);
});

describe('of a catalog that is silent', () => {
  const silence = new Promise<undefined>(() => undefined);

  it('waits for two seconds once, and asks once while it may still answer', async () => {
    const { catalog, groups } = open();
    catalog.getEntityByRef.mockReturnValueOnce(silence);
    const told = groups.of(ref);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await told).toEqual([]);
    await jest.advanceTimersByTimeAsync(7_999);
    // Would hang if it waited: nothing moves the clock here.
    expect(await groups.of(ref)).toEqual([]);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
  });

  it('gives up after ten seconds, and asks again', async () => {
    const { catalog, groups } = open();
    catalog.getEntityByRef.mockReturnValueOnce(silence);
    catalog.getEntityByRef.mockResolvedValueOnce(sofia);
    groups.of(ref);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await groups.of(ref)).toEqual([sre]);
  });

  it('takes an answer that comes late', async () => {
    const { catalog, groups } = open();
    catalog.getEntityByRef.mockReturnValueOnce(
      new Promise(resolve => setTimeout(() => resolve(sofia), 3_000)),
    );
    const told = groups.of(ref);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await told).toEqual([]);
    expect(await groups.of(ref)).toEqual([sre]);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
  });

  it('takes no answer to what was given up', async () => {
    const { catalog, groups } = open();
    catalog.getEntityByRef.mockReturnValueOnce(
      new Promise(resolve => setTimeout(() => resolve(sofia), 11_000)),
    );
    catalog.getEntityByRef.mockResolvedValueOnce({ ...sofia, relations: [] });
    groups.of(ref);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await groups.of(ref)).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await groups.of(ref)).toEqual([]);
  });
});

it('says once that the catalog fails, whoever is asked about, and once that it answers', async () => {
  const { catalog, groups, logger } = open();
  const other = 'user:default/zhao.min';
  catalog.getEntityByRef.mockRejectedValue(new Error('connection refused'));
  await Promise.all([groups.of(ref), groups.of(other)]);
  await jest.advanceTimersByTimeAsync(2_000);
  await groups.of(ref);
  expect(logger.warn.mock.calls).toEqual([
    [expect.stringMatching(/^The catalog does not tell.+connection refused/)],
  ]);
  catalog.getEntityByRef.mockResolvedValue(sofia);
  await jest.advanceTimersByTimeAsync(2_000);
  await Promise.all([groups.of(ref), groups.of(other)]);
  expect(logger.info.mock.calls).toEqual([
    ['The catalog tells again who is in which group'],
  ]);
  catalog.getEntityByRef.mockRejectedValue(new Error('connection reset'));
  await jest.advanceTimersByTimeAsync(10_000);
  await groups.of(ref);
  expect(logger.warn).toHaveBeenLastCalledWith(
    expect.stringMatching(/connection reset/),
  );
  expect(logger.warn).toHaveBeenCalledTimes(2);
});

it('tells of no group of somebody whom the catalog does not know', async () => {
  const { catalog, groups } = open();
  catalog.getEntityByRef.mockResolvedValue(undefined);
  expect(await groups.of(ref)).toEqual([]);
});
