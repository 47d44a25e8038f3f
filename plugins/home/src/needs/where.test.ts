import { placement } from '../__testUtils__/services';
import { whereOf } from './where';

it.each([
  ['prod', false, 'prod'],
  ['prod', true, 'prod · east'],
  [undefined, false, 'shop-x'],
  [undefined, true, 'shop-x · east'],
])('in %s, with several clusters %s: %s', (environment, many, expected) => {
  expect(whereOf(placement(environment), many)).toBe(expected);
});
