import {
  live,
  service,
  stale,
  unregistered,
  without,
} from '../__testUtils__/services';
import { allAnswer, runsNowhereElse } from './known';

const east = live('east');
const west = stale('west', 3);

it.each([
  ['of no cluster', [], undefined, true],
  ['of one that answers', [east], undefined, true],
  ['with one that does not', [east, west], undefined, false],
  ['where only one that answers is looked at', [east, west], 'east', true],
  ['of one without Deployments', [without('Deployment')], undefined, false],
  ['of one without events', [without('Event')], undefined, true],
  ['where one that does not is looked at', [east, west], 'west', false],
])('tells %s whether all is known', (_, clusters, cluster, known) => {
  expect(allAnswer(clusters, cluster)).toBe(known);
});

it.each([
  ['a service', service('web', []), true, true],
  ['a service, while not all answer', service('web', []), false, false],
  [
    'a workload of its own, while not all answer',
    unregistered('web'),
    false,
    true,
  ],
])('knows of %s whether it runs elsewhere', (_, row, all, known) => {
  expect(runsNowhereElse({ row }, all)).toBe(known);
});
