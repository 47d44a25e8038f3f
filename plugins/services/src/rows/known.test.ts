import { live, stale, without } from '../__testUtils__/services';
import { allAnswer } from './known';

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
