import validator from '@rjsf/validator-ajv8';
import {
  inWords,
  requiredOnceBegun,
  uiSchemaOf,
  withQuantities,
} from './uiSchema';

const field = (...path: string[]) => ({
  path,
  title: { en: path.join(' '), zh: `中文 ${path.join(' ')}` },
});

it('calls each field by its words, in the order of the definition', () => {
  const ui = uiSchemaOf(
    [field('storage', 'size'), field('instances'), field('storage', 'class')],
    words => words.zh,
  );
  expect(ui['ui:order']).toEqual(['storage', 'instances', '*']);
  expect(ui.storage).toMatchObject({
    'ui:options': { label: false },
    'ui:order': ['size', 'class', '*'],
    size: { 'ui:title': '中文 storage size' },
  });
  expect(ui.instances).toMatchObject({ 'ui:title': '中文 instances' });
});

it.each([
  ['1Gi', undefined, []],
  ['lots<b>', undefined, ['.storage.size no amount']],
  ['lots<b>', '^[0-9]', ['.storage.size no amount']],
])('says at the field whether %s is an amount', (size, pattern, expected) => {
  const fields = [
    { ...field('storage', 'size'), quantity: true },
    field('storage', 'class'),
    { ...field('gone'), quantity: true },
  ];
  const text = { type: 'string' };
  const schema = withQuantities({
    fields,
    schema: {
      type: 'object',
      properties: {
        storage: {
          type: 'object',
          properties: {
            size: { ...text, ...(pattern && { pattern }) },
            class: text,
          },
        },
      },
    },
  });
  const { errors } = validator.validateFormData(
    { storage: { size, class: 'fast<b>' } },
    schema,
    undefined,
    all =>
      inWords(all, fields, {
        noAmount: 'no amount',
        lacking: ({ zh }) => `缺少 ${zh}`,
      }),
  );
  expect(
    errors.map(({ property, message }) => `${property} ${message}`),
  ).toEqual(expected);
});

describe('an object that may be left out', () => {
  const text = { type: 'string' };
  const secret = {
    type: 'object',
    required: ['name', 'key'],
    properties: { name: text, key: text },
  };
  const schema = {
    type: 'object',
    required: ['config'],
    properties: {
      config: {
        type: 'object',
        required: ['image'],
        properties: {
          image: text,
          secret,
          backup: {
            type: 'object',
            required: ['to'],
            properties: { to: { ...secret }, every: text },
          },
        },
      },
    },
  };
  const fields = [
    field('config', 'image'),
    ...['name', 'key'].map(name => field('config', 'secret', name)),
    ...['name', 'key'].map(name => field('config', 'backup', 'to', name)),
    field('config', 'backup', 'every'),
  ];
  const image = 'redis:7';

  it.each<[string, object, string[]]>([
    ['asks for nothing untouched', { config: { image } }, []],
    [
      'asks for nothing emptied again',
      { config: { image, secret: { name: undefined }, backup: { to: {} } } },
      [],
    ],
    [
      'is whole with all that it requires',
      { config: { image, secret: { name: 'a', key: 'b' } } },
      [],
    ],
    [
      'is refused half-filled, by the name of the field',
      { config: { image, secret: { name: 'a' } } },
      ['.config.secret.key 缺少 中文 config secret key'],
    ],
    [
      'asks for what is within it once it is begun elsewhere',
      { config: { image, backup: { every: '1h', to: {} } } },
      [
        '.config.backup.to.name 缺少 中文 config backup to name',
        '.config.backup.to.key 缺少 中文 config backup to key',
      ],
    ],
    [
      'changes nothing of one that must be there',
      { config: {} },
      ['.config.image 缺少 中文 config image'],
    ],
  ])('%s', (_, values, expected) => {
    const { errors } = validator.validateFormData(
      values,
      requiredOnceBegun(schema, values),
      undefined,
      all =>
        inWords(all, fields, {
          noAmount: 'no amount',
          lacking: ({ zh }) => `缺少 ${zh}`,
        }),
    );
    expect(
      errors.map(({ property, message }) => `${property} ${message}`),
    ).toEqual(expected);
  });
});
