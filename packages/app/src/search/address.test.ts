import { addressOf, readSearch, type Search } from './address';

it.each<[string, Search]>([
  ['', { term: '', types: [] }],
  ['query=tea+shop', { term: 'tea shop', types: [] }],
  [
    'query=%E8%8C%B6&types%5B%5D=techdocs&pageCursor=MQ%3D%3D',
    { term: '茶', types: ['techdocs'], cursor: 'MQ==' },
  ],
])('%j says what is searched for', (address, search) => {
  expect(readSearch(new URLSearchParams(address))).toEqual(search);
  expect(addressOf(search).toString()).toBe(address);
});
