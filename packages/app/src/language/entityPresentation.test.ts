import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { translatedPresentation } from './entityPresentation';

const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'site',
    namespace: 'default',
    title: 'Static site',
    'ui:i18n': { zh: { title: '静态网站' } },
  },
};
const plain: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default', title: 'Shop window' },
};

it.each([
  ['en', template, 'Static site'],
  ['zh', template, '静态网站'],
  ['zh', plain, 'Shop window'],
])('names in %s what has words in it: %#', async (language, entity, title) => {
  const presentation = translatedPresentation(
    catalogApiMock({ entities: [entity] }),
    { getLanguage: () => ({ language }) },
  );
  const { kind, metadata } = entity;
  const ref = `${kind.toLocaleLowerCase('en-US')}:default/${metadata.name}`;

  expect(presentation.forEntity(entity).snapshot.primaryTitle).toBe(title);
  const asked = await presentation.forEntity(ref).promise;
  expect(asked.primaryTitle).toBe(title);
});
