import { laidOver } from '@pilothouse/plugin-platform-node';
import {
  appliedSpec,
  changedSpec,
  changeOf,
  emptiedBy,
  wantedSpec,
} from './spec';

it.each<[string, object, string | undefined, object]>([
  ['the values alone', { instances: 1 }, undefined, { instances: 1 }],
  ['blank text', { instances: 1 }, '  \n', { instances: 1 }],
  [
    'other fields over the values',
    { instances: 1, storage: { size: '1Gi' } },
    'storage: { storageClass: fast }\nunheard: { of: [1, x] }',
    {
      instances: 1,
      storage: { size: '1Gi', storageClass: 'fast' },
      unheard: { of: [1, 'x'] },
    },
  ],
  ['a field that is taken away', { a: 1, b: 2 }, 'b: null', { a: 1 }],
  [
    'no null',
    { a: { b: null } },
    'c: { d: null, e: 1 }',
    { a: {}, c: { e: 1 } },
  ],
])('wants %s', (_, values, extra, spec) => {
  expect(wantedSpec({ ...values }, extra)).toEqual(spec);
});

const now = { a: 1, s: { size: '1Gi', class: 'fast' }, l: [{ n: 1 }] };

it.each<[string, object, string | undefined, object]>([
  ['nothing that is so already', now, undefined, {}],
  ['the one that is otherwise', { ...now, a: 2 }, undefined, { a: 2 }],
  [
    'what is emptied',
    { s: { class: null } },
    undefined,
    { s: { class: null } },
  ],
  ['not what is empty already', { x: null, s: { y: null } }, undefined, {}],
  [
    'what was written by hand last',
    { a: 2, s: { class: null } },
    's: { class: slow }\nl: null',
    { a: 2, s: { class: 'slow' }, l: null },
  ],
  ['a whole list', { l: [{ n: 2 }] }, undefined, { l: [{ n: 2 }] }],
])('changes %s', (_, values, extra, change) => {
  expect(changeOf({ ...values }, extra, now)).toEqual(change);
});

it.each<[string, object, object, object, string[][]]>([
  ['keeps what it applied', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }, []],
  [
    'leaves out what is emptied',
    { a: 1, b: 2 },
    { b: null },
    { a: 1 },
    [['b']],
  ],
  [
    'leaves out what holds nothing any more',
    { a: 1, s: { t: { u: 1 } } },
    { s: { t: { u: null } } },
    { a: 1 },
    [['s', 't', 'u']],
  ],
  [
    'keeps what is empty by itself',
    { a: {}, s: { t: 1, u: 2 } },
    { s: { t: null } },
    { a: {}, s: { u: 2 } },
    [['s', 't']],
  ],
])('%s', (_, applied, change, spec, emptied) => {
  expect(changedSpec({ ...applied }, { ...change })).toEqual(spec);
  expect(emptiedBy({ ...change })).toEqual(emptied);
});

it.each([
  ['a: [', /no YAML/],
  ['- a', /must be fields of spec/],
  ['word', /must be fields of spec/],
  ['a: &a [*a]', /no YAML/],
])('refuses %j', (extra, message) => {
  expect(() => wantedSpec({}, extra)).toThrow(
    expect.objectContaining({ name: 'InputError' }),
  );
  expect(() => wantedSpec({}, extra)).toThrow(message);
});

it('does not take what is inherited for a field', () => {
  const over = JSON.parse('{"constructor": {"x": 1}}');
  expect(laidOver({}, over)).toEqual({ constructor: { x: 1 } });
});

it('knows what the portal applied before, and nothing of others', () => {
  const object = {
    metadata: {
      managedFields: [
        {
          manager: 'pilothouse',
          operation: 'Apply',
          fieldsV1: {
            'f:spec': {
              'f:instances': {},
              'f:storage': { 'f:size': {} },
              'f:list': { 'k:{"name":"a"}': { '.': {}, 'f:name': {} } },
              'f:set': { 'v:"x"': {} },
              'f:whole': {},
              'f:gone': {},
            },
          },
        },
        {
          manager: 'kubectl',
          operation: 'Apply',
          fieldsV1: { 'f:spec': { 'f:theirs': {} } },
        },
        {
          manager: 'pilothouse',
          operation: 'Apply',
          subresource: 'status',
          fieldsV1: { 'f:spec': { 'f:theirs': {} } },
        },
      ],
    },
    spec: {
      instances: 1,
      storage: { size: '1Gi', storageClass: 'fast' },
      list: [{ name: 'a', value: 1 }, { name: 'b' }],
      set: ['x', 'y'],
      whole: [1, 2],
      theirs: true,
    },
  };
  expect(appliedSpec(object)).toEqual({
    instances: 1,
    storage: { size: '1Gi' },
    list: [{ name: 'a' }],
    set: ['x'],
    whole: [1, 2],
  });
  expect(appliedSpec({ spec: { instances: 1 } })).toEqual({});
});
