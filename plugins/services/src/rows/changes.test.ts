import { viewsOf } from '@pilothouse/plugin-platform-common';
import {
  broken,
  live,
  placement,
  service,
  servicesOf,
  stale,
} from '../__testUtils__/services';
import { changedParts, partOf, saidBy } from './changes';

const key = 'component:default/web';
const said = (...given: Parameters<typeof servicesOf>) =>
  saidBy(viewsOf(servicesOf(...given)));
const before = said([service('web', [placement('dev'), placement('prod')])]);

it.each([
  ['nothing where all is as before', [placement('dev'), placement('prod')], []],
  [
    'a new version',
    [placement('dev', { version: '1.5.0' }), placement('prod')],
    [partOf(key, { name: 'dev' })],
  ],
  [
    'a pod that became ready',
    [
      placement('dev'),
      placement('prod', { replicas: { ready: 1, desired: 2 } }),
    ],
    [partOf(key, { name: 'prod' })],
  ],
  [
    'that what is ready is of an earlier revision',
    [
      placement('dev'),
      placement('prod', { replicas: { ready: 2, desired: 2, earlier: 2 } }),
    ],
    [partOf(key, { name: 'prod' })],
  ],
  [
    'a failure, of the row too',
    [placement('dev'), broken('prod')],
    [partOf(key), partOf(key, { name: 'prod' })],
  ],
  [
    'where it runs since now',
    [placement('dev'), placement('test'), placement('prod')],
    [partOf(key, { name: 'test' })],
  ],
])('tells %s', (_, placements, expected) => {
  expect(changedParts(before, said([service('web', placements)]))).toEqual(
    expected,
  );
});

it('does not take a cluster that falls silent for a change', () => {
  const rows = [service('web', [placement('dev')])];
  expect(
    changedParts(said(rows, [live('east')]), said(rows, [stale('east', 3)])),
  ).toEqual([]);
});
