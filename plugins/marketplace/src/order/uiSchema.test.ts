import { uiSchemaOf } from './uiSchema';

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
