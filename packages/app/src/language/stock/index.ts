import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import {
  createTranslationResource,
  type TranslationResource,
} from '@backstage/frontend-plugin-api';
import { apiDocsTranslationRef } from '@backstage/plugin-api-docs/alpha';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { kubernetesTranslationRef } from '@backstage/plugin-kubernetes/alpha';
import { kubernetesReactTranslationRef } from '@backstage/plugin-kubernetes-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/** Chinese for the stock plugins, each loaded when a page first needs it. */
export const stockResources: readonly TranslationResource[] = [
  createTranslationResource({
    ref: apiDocsTranslationRef,
    translations: { zh: () => import('./api-docs') },
  }),
  createTranslationResource({
    ref: catalogTranslationRef,
    translations: { zh: () => import('./catalog') },
  }),
  createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { zh: () => import('./catalog-graph') },
  }),
  createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: {
      en: () => import('./catalog-react.en'),
      zh: () => import('./catalog-react'),
    },
  }),
  createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { zh: () => import('./core-components') },
  }),
  createTranslationResource({
    ref: kubernetesTranslationRef,
    translations: { zh: () => import('./kubernetes') },
  }),
  createTranslationResource({
    ref: kubernetesReactTranslationRef,
    translations: { zh: () => import('./kubernetes-react') },
  }),
  createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { zh: () => import('./notifications') },
  }),
  createTranslationResource({
    ref: orgTranslationRef,
    translations: { zh: () => import('./org') },
  }),
  createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: {
      en: () => import('./scaffolder.en'),
      zh: () => import('./scaffolder'),
    },
  }),
  createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { zh: () => import('./scaffolder-react') },
  }),
  createTranslationResource({
    ref: searchTranslationRef,
    translations: { zh: () => import('./search') },
  }),
  createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { zh: () => import('./search-react') },
  }),
  createTranslationResource({
    ref: techdocsTranslationRef,
    translations: { zh: () => import('./techdocs') },
  }),
  createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { zh: () => import('./user-settings') },
  }),
];

/** {@link stockResources} as extensions of the app. */
export const stockTranslations = stockResources.map(resource =>
  TranslationBlueprint.make({ name: resource.id, params: { resource } }),
);
