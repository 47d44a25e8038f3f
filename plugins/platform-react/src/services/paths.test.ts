import type { Placement } from '@pilothouse/plugin-platform-common';
import {
  deploymentsPath,
  entityPath,
  nameOfRef,
  runPath,
  runsPath,
  workloadLogsPath,
} from './paths';

it.each([
  ['component:default/web', '/catalog/default/component/web', 'web'],
  ['group:shop/tea_1.2', '/catalog/shop/group/tea_1.2', 'tea_1.2'],
])('knows the page of %s', (ref, path, name) => {
  expect(entityPath(ref)).toBe(path);
  expect(deploymentsPath(ref)).toBe(`${path}/deployments`);
  expect(nameOfRef(ref)).toBe(name);
});

it('knows the page of a run', () => {
  const run = { job: 'shop/web/feature%2Fx', number: 12 };
  const path = runPath('component:default/web', run);
  const { pathname, searchParams } = new URL(path, 'http://portal');
  expect(pathname).toBe('/catalog/default/component/web/pipelines');
  expect(Object.fromEntries(searchParams)).toEqual({
    job: run.job,
    run: '12',
  });
});

it.each(['web', 'component:web', 'default/web', ''])(
  'takes %p for no reference',
  ref => {
    expect(() => entityPath(ref)).toThrow('Not a reference');
  },
);

describe('what runs of a service', () => {
  const placement: Placement = {
    ref: {
      cluster: 'east side',
      namespace: 'shop-dev',
      kind: 'Deployment',
      name: 'agent',
    },
    replicas: { desired: 1, ready: 1 },
    status: 'healthy',
  };
  const placements = { agent: placement };

  it.each([
    [
      'a service of the catalog',
      { entityRef: 'component:default/web', placements },
      '/catalog/default/component/web/deployments',
    ],
    [
      'a workload that the catalog does not know',
      { placements },
      '/workloads/east%20side/shop-dev/Deployment/agent',
    ],
    ['nothing', { placements: {} }, undefined],
  ])('has a page, of %s', (_, row, path) => {
    expect(runsPath(row)).toBe(path);
  });

  it('has a page of its logs too', () => {
    expect(workloadLogsPath(placement.ref)).toBe(
      '/workloads/east%20side/shop-dev/Deployment/agent/logs',
    );
  });
});
