import { pageOf } from './page';

it.each([
  [undefined, undefined, 25, { from: 1, to: 25 }],
  [undefined, undefined, 3, { from: 1, to: 3 }],
  [btoa('1'), undefined, 25, { from: 26, to: 50 }],
  [btoa('2'), 10, 4, { from: 21, to: 24 }],
  [btoa('odd'), 10, 4, { from: 1, to: 4 }],
])(
  'the page of %j, %j at a time, with %d shows %j',
  (cursor, limit, shown, page) => {
    expect(pageOf(cursor, limit, shown)).toEqual(page);
  },
);
