import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ClusterTitles, useWhere } from './ClusterTitles';

const clusters = [{ name: 'east', title: '华东' }, { name: 'west' }];

it.each([
  ['prod', 'east', false, 'prod'],
  ['prod', 'east', true, 'prod · 华东'],
  ['prod', 'west', true, 'prod · west'],
  ['prod', 'north', true, 'prod · north'],
  [undefined, 'east', false, 'shop-x'],
  [undefined, 'east', true, 'shop-x · 华东'],
])('of %s in %s, with several clusters %s: %s', (...row) => {
  const [environment, cluster, many, expected] = row;
  const { result } = renderHook(useWhere, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ClusterTitles clusters={clusters}>{children}</ClusterTitles>
    ),
  });
  const ref = {
    cluster,
    namespace: 'shop-x',
    kind: 'Deployment' as const,
    name: 'web',
  };
  expect(result.current({ environment, ref }, many)).toBe(expected);
});
