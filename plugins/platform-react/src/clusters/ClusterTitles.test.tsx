import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ClusterTitles, useWhere } from './ClusterTitles';

const clusters = [{ name: 'east', title: '华东' }, { name: 'west' }];

const placed = (
  environment: string | undefined,
  cluster: string,
  name: string,
  namespace = 'shop-x',
) => ({
  environment,
  ref: { cluster, namespace, kind: 'Deployment' as const, name },
});

const whereIs = () =>
  renderHook(useWhere, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ClusterTitles clusters={clusters}>{children}</ClusterTitles>
    ),
  }).result.current;

it.each([
  ['prod', 'east', false, 'prod'],
  ['prod', 'east', true, 'prod · 华东'],
  ['prod', 'west', true, 'prod · west'],
  ['prod', 'north', true, 'prod · north'],
  [undefined, 'east', false, 'shop-x'],
  [undefined, 'east', true, 'shop-x · 华东'],
])('of %s in %s, with several clusters %s: %s', (...row) => {
  const [environment, cluster, many, expected] = row;
  const of = placed(environment, cluster, 'web');
  expect(whereIs()(of, many, [of])).toBe(expected);
});

it.each([
  ['there', placed('prod', 'east', 'worker'), true, 'prod · 华东 · web'],
  [
    'in another environment',
    placed('dev', 'east', 'worker'),
    true,
    'prod · 华东',
  ],
  [
    'of its name there',
    placed('prod', 'east', 'web', 'shop-y'),
    true,
    'prod · 华东 · shop-x/web',
  ],
  ['in another cluster', placed('prod', 'west', 'web'), true, 'prod · 华东'],
  [
    'in a cluster that is not told',
    placed('prod', 'west', 'worker'),
    false,
    'prod · web',
  ],
])('of a service that has another workload %s', (_, other, many, expected) => {
  const of = placed('prod', 'east', 'web');
  expect(whereIs()(of, many, [of, other])).toBe(expected);
});
