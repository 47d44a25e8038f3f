import { inLanguage } from './template-words';

const field = {
  title: 'Name',
  type: 'string',
  'ui:field': 'PilothouseServiceName',
  'ui:help': 'For example: web',
  'ui:i18n': { zh: { title: '名称', 'ui:help': '例如：web' } },
};
const { 'ui:i18n': _, ...plain } = field;

it.each([
  [
    'words of the language',
    'zh',
    { ...plain, title: '名称', 'ui:help': '例如：web' },
  ],
  [
    'words of a region of it',
    'zh-CN',
    { ...plain, title: '名称', 'ui:help': '例如：web' },
  ],
  ['its own words in any other', 'en', plain],
])('gives a field %s', (__, language, told) => {
  expect(inLanguage(field, language)).toEqual(told);
});

it('finds words that are written for a region', () => {
  const page = { title: 'Look', 'ui:i18n': { 'zh-CN': { title: '预览' } } };
  expect(inLanguage(page, 'zh')).toEqual({ title: '预览' });
});

it('goes into all that a template consists of', () => {
  const step = {
    properties: { name: field, kinds: [field], count: { default: 1 } },
  };
  expect(inLanguage(step, 'zh')).toEqual({
    properties: {
      name: expect.objectContaining({ title: '名称', type: 'string' }),
      kinds: [expect.objectContaining({ title: '名称' })],
      count: { default: 1 },
    },
  });
});

it('gives names to choices', () => {
  const items = {
    enum: ['dev'],
    'ui:i18n': { zh: { enumNames: ['dev（开发）'] } },
  };
  expect(inLanguage(items, 'zh')).toEqual({
    enum: ['dev'],
    enumNames: ['dev（开发）'],
  });
});

it.each([
  ['what a form does', { 'ui:field': 'Secret', type: 'number', if: 'true' }],
  ['what is no word', { title: 1, enumNames: ['a', 2], description: null }],
  ['a language that is none', '名称'],
])('never takes %s from translations', (__, zh) => {
  const written = { title: 'Name', 'ui:i18n': { zh } };
  expect(inLanguage(written, 'zh')).toEqual({ title: 'Name' });
});
