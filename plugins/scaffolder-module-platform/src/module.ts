import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const preview = FormFieldBlueprint.make({
  name: 'pilothouse-preview',
  params: {
    field: async () => (await import('./preview/field')).previewField,
  },
});

const name = FormFieldBlueprint.make({
  name: 'pilothouse-service-name',
  params: { field: async () => (await import('./fields/name')).nameField },
});

const team = FormFieldBlueprint.make({
  name: 'pilothouse-team',
  params: { field: async () => (await import('./fields/team')).teamField },
});

const application = FormFieldBlueprint.make({
  name: 'pilothouse-application',
  params: {
    field: async () => (await import('./fields/team')).applicationField,
  },
});

const environments = FormFieldBlueprint.make({
  name: 'pilothouse-environments',
  params: {
    field: async () =>
      (await import('./fields/environments')).environmentsField,
  },
});

/** Adds fields to the forms of the stock Create page. */
export const scaffolderModulePlatform = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [application, environments, name, preview, team],
});
