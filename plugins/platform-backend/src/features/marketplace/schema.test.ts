import { pickFields, schemaOfVersion } from './schema';

const spec = {
  type: 'object',
  description: 'long',
  required: ['storage', 'other'],
  properties: {
    instances: {
      type: 'integer',
      format: 'int32',
      minimum: 1,
      maximum: 9,
      default: 1,
      description: 'How many',
    },
    storage: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'string' },
        pvcTemplate: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
    resources: {
      type: 'object',
      properties: {
        requests: {
          type: 'object',
          additionalProperties: {
            anyOf: [{ type: 'integer' }, { type: 'string' }],
            pattern: '^[0-9]+$',
            'x-kubernetes-int-or-string': true,
          },
        },
      },
    },
    other: {
      type: 'object',
      properties: { secret: { type: 'string', nullable: true } },
    },
  },
};

it('keeps those fields alone, in the form that browsers understand', () => {
  const { schema, missing } = pickFields(spec, [
    ['instances'],
    ['storage', 'size'],
    ['resources', 'requests', 'cpu'],
  ]);
  expect(missing).toEqual([]);
  expect(schema).toEqual({
    type: 'object',
    required: ['storage'],
    properties: {
      instances: { type: 'integer', minimum: 1, maximum: 9 },
      storage: {
        type: 'object',
        required: ['size'],
        properties: { size: { type: 'string' } },
      },
      resources: {
        type: 'object',
        properties: {
          requests: {
            type: 'object',
            properties: { cpu: { type: 'string', pattern: '^[0-9]+$' } },
          },
        },
      },
    },
  });
});

it('takes a whole object as it is', () => {
  const { schema } = pickFields(spec, [['other']]);
  expect(schema).toMatchObject({
    properties: {
      other: { type: 'object', properties: { secret: { type: 'string' } } },
    },
  });
});

it('names fields that the schema does not have', () => {
  const wrong = [['replicas'], ['storage', 'class'], ['instances', 'x']];
  expect(pickFields(spec, [['instances'], ...wrong]).missing).toEqual(wrong);
});

it('finds the schema of a version', () => {
  const version = (name: string, properties?: object) => ({
    name,
    schema: { openAPIV3Schema: { properties } },
  });
  const crd = {
    spec: { versions: [version('v1beta1'), version('v1', { spec })] },
  };
  expect(schemaOfVersion(crd, 'v1')).toBe(spec);
  expect(schemaOfVersion(crd, 'v1beta1')).toBeUndefined();
  expect(schemaOfVersion(crd, 'v2')).toBeUndefined();
  expect(schemaOfVersion(undefined, 'v1')).toBeUndefined();
});
