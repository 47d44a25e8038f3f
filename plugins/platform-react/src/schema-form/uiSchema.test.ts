import validator from '@rjsf/validator-ajv8';
import { inWords, uiSchemaOf, withQuantities } from './uiSchema';

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
    all => inWords(all, fields, 'no amount'),
  );
  expect(
    errors.map(({ property, message }) => `${property} ${message}`),
  ).toEqual(expected);
});
