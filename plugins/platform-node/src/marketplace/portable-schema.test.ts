import type { Values } from '@pilothouse/plugin-platform-common';
import { portableSchema } from './portable-schema';

it.each<[string, Values, Values, Values]>([
  [
    'takes definitions to the root and forgets which schema it was',
    {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'x',
      definitions: { size: { minimum: 1, exclusiveMinimum: true } },
      properties: { size: { $ref: '#/definitions/size' } },
    },
    { type: 'object', properties: { size: { $ref: '#/definitions/size' } } },
    { definitions: { size: { exclusiveMinimum: 1 } } },
  ],
  [
    'drops what excludes nothing, and leaves values alone',
    {
      properties: {
        minimum: { maximum: 3, exclusiveMaximum: false, default: { id: 1 } },
      },
    },
    {
      type: 'object',
      properties: { minimum: { maximum: 3, default: { id: 1 } } },
    },
    {},
  ],
])('%s', (_, of, schema, definitions) => {
  expect(portableSchema(of)).toEqual({ schema, definitions });
});
