import { laidOver } from '@pilothouse/plugin-platform-node';
import { appliedSpec, wantedSpec } from './spec';

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
])('wants %s', (_, values, extra, spec) => {
  expect(wantedSpec({ ...values }, extra)).toEqual(spec);
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
      list: [{ name: 'a' }],
      theirs: true,
    },
  };
  expect(appliedSpec(object)).toEqual({
    instances: 1,
    storage: { size: '1Gi' },
    list: [{ name: 'a' }],
  });
  expect(appliedSpec({ spec: { instances: 1 } })).toEqual({});
});
