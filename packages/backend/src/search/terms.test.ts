import { termsOf } from './terms';

it.each([
  ['<b>% catalog', ['catalog'], true],
  ['tea shop', ['tea', 'shop'], true],
  ["tea's", ['tea'], true],
  ['c compiler', ['c', 'compiler'], true],
  ['fraud-check', ['fraud-check'], true],
  ['lin.wei@example.com', ['lin.wei@example.com'], true],
  ['"shop/web"', ['shop/web'], true],
  ['（茶）', ['茶'], true],
  ['catalog|orders', ['catalog', 'orders'], true],
  ['<b>', ['b'], false],
  ['c', ['c'], true],
  ['%%% --', [], false],
  [' ', [], false],
])('reads %j as %j, which may go on: %j', (typed, words, areBeginnings) => {
  expect(termsOf(typed)).toEqual({ words, areBeginnings });
});
