import type { Content, ContentField } from '@pilothouse/plugin-platform-common';
import { beginning, isName, problemWith, valuesFrom } from './entered';

const title = { en: 'x', zh: 'x' };
const partitions: ContentField = {
  ...{ path: ['partitions'], title, type: 'integer', minimum: 1, usually: 1 },
  later: 'grows',
};
const retention: ContentField = {
  ...{ path: ['config', 'retention.ms'], title, type: 'integer', minimum: -1 },
};
const cleanup: ContentField = {
  ...{ path: ['config', 'cleanup.policy'], title, type: 'text' },
  options: ['delete', 'compact'],
};
const fields = [partitions, retention, cleanup];
const topic: Content = {
  ...{ name: 'tea', uid: 'u', status: 'healthy', saying: { kind: 'ready' } },
  values: [3, 1000, null],
};

it('begins with what is usual, or what there is', () => {
  expect(beginning(fields, undefined)).toEqual(['1', '', '']);
  expect(beginning(fields, topic)).toEqual(['3', '1000', '']);
});

it.each([
  ['tea.leaves-2', true],
  ['Tea', false],
  ['-tea', false],
  ['', false],
])('knows whether %j is a name', (name, expected) => {
  expect(isName(name)).toBe(expected);
});

it.each([
  [partitions, '3', null, undefined],
  [partitions, '0', null, 'wrong'],
  [partitions, 'three', null, 'wrong'],
  [partitions, '2', 3, 'grows'],
  [partitions, '', 3, 'grows'],
  [retention, '', 1000, undefined],
  [retention, '1', 1000, undefined],
  [cleanup, 'compact', null, undefined],
  [cleanup, 'burn', null, 'wrong'],
  [cleanup, 'delete,compact', 'delete,compact', undefined],
  [cleanup, 'burn', 'delete,compact', 'wrong'],
] as const)(
  'of %j it says what is wrong with %j',
  (field, text, was, found) => {
    expect(problemWith(field, text, was)).toBe(found);
  },
);

it('lets change what is there beside a value that it would not offer', () => {
  const others = { ...topic, values: [3, null, 'delete,compact'] };
  expect(valuesFrom(fields, ['6', '', 'delete,compact'], others)).toEqual({
    partitions: 6,
  });
});

it('sends what was entered, and of a change what is otherwise', () => {
  expect(valuesFrom(fields, ['1', '', 'compact'], undefined)).toEqual({
    partitions: 1,
    config: { 'cleanup.policy': 'compact' },
  });
  expect(valuesFrom(fields, ['6', '', 'delete'], topic)).toEqual({
    partitions: 6,
    config: { 'retention.ms': null, 'cleanup.policy': 'delete' },
  });
  expect(valuesFrom(fields, ['3', '1000', ''], topic)).toEqual({});
  expect(valuesFrom(fields, ['2', '1000', ''], topic)).toBeUndefined();
});
