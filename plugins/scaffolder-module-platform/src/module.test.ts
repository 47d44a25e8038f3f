import { applicationField, teamField } from './fields/team';
import { entityField } from './fields/entity';
import { environmentsField } from './fields/environments';
import { deletionField } from './deletion/field';
import { middlewareField } from './fields/middleware';
import { nameField } from './fields/name';
import scaffolderModulePlatform from '.';
import { previewField } from './preview/field';

it('is a module of the scaffolder with a form field each', () => {
  expect(scaffolderModulePlatform).toMatchObject({ pluginId: 'scaffolder' });
  for (const field of [
    applicationField,
    deletionField,
    entityField,
    environmentsField,
    middlewareField,
    nameField,
    previewField,
    teamField,
  ]) {
    expect(field.$$type).toBe('@backstage/scaffolder/FormField');
  }
});
