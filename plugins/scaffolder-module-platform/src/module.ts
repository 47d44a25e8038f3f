import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { creationClient } from './data/client';
import { deletionElement } from './deletion/element';
import { deletionMenuItems } from './deletion/menu';
import { renewalMenuItem } from './renewal/menu';
import { TaskClient } from './task/client';
import { toolsElement } from './tools/element';
import { undoElement } from './undo/element';

const preview = FormFieldBlueprint.make({
  name: 'pilothouse-preview',
  params: {
    field: async () => (await import('./preview/field')).previewField,
  },
});

const deletion = FormFieldBlueprint.make({
  name: 'pilothouse-deletion',
  params: {
    field: async () => (await import('./deletion/field')).deletionField,
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

const entity = FormFieldBlueprint.make({
  name: 'pilothouse-entity',
  params: {
    field: async () => (await import('./fields/entity')).entityField,
  },
});

const environments = FormFieldBlueprint.make({
  name: 'pilothouse-environments',
  params: {
    field: async () =>
      (await import('./fields/environments')).environmentsField,
  },
});

const middleware = FormFieldBlueprint.make({
  name: 'pilothouse-middleware',
  params: {
    field: async () => (await import('./fields/middleware')).middlewareField,
  },
});

/** In place of the stock client, as it bears the same name. */
const client = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scaffolderApiRef,
      deps: {
        catalogApi: catalogApiRef,
        discoveryApi: discoveryApiRef,
        entityPresentationApi: entityPresentationApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        languageApi: appLanguageApiRef,
        scmIntegrationsApi: scmIntegrationsApiRef,
      },
      factory: ({ entityPresentationApi, ...apis }) => {
        const held = new Map<string, unknown>([
          [catalogApiRef.id, apis.catalogApi],
          [discoveryApiRef.id, apis.discoveryApi],
          [entityPresentationApiRef.id, entityPresentationApi],
          [fetchApiRef.id, apis.fetchApi],
        ]);
        const get: ApiHolder['get'] = <T>({ id }: { id: string }) =>
          held.get(id) as T | undefined;
        return new TaskClient({ ...apis, creation: creationClient({ get }) });
      },
    }),
});

/**
 * Adds fields to the forms of the stock Create page, the words of the reader's language, and what
 * stands in a template's way; the deletion of services to the pages of the catalog; ends to
 * cancelled runs, and to their pages how far they are undone.
 */
export const scaffolderModulePlatform = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    application,
    client,
    deletion,
    deletionElement,
    ...deletionMenuItems,
    renewalMenuItem,
    entity,
    environments,
    middleware,
    name,
    preview,
    team,
    toolsElement,
    undoElement,
  ],
});
