import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { apiDocsTranslationRef } from '@backstage/plugin-api-docs/alpha';
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
import {
  faultsOf,
  messagesOf,
} from '@pilothouse/plugin-platform-react/testing';
import { appTranslationRef } from './ref';
import apiDocs from './stock/api-docs';
import catalog from './stock/catalog';
import catalogGraph from './stock/catalog-graph';
import catalogReact from './stock/catalog-react';
import coreComponents from './stock/core-components';
import { stockResources } from './stock';
import kubernetes from './stock/kubernetes';
import kubernetesReact from './stock/kubernetes-react';
import notifications from './stock/notifications';
import org from './stock/org';
import scaffolder from './stock/scaffolder';
import scaffolderReact from './stock/scaffolder-react';
import search from './stock/search';
import searchReact from './stock/search-react';
import techdocs from './stock/techdocs';
import userSettings from './stock/user-settings';
import zh from './zh';

const stock = [
  [apiDocsTranslationRef, apiDocs],
  [catalogTranslationRef, catalog],
  [catalogGraphTranslationRef, catalogGraph],
  [catalogReactTranslationRef, catalogReact],
  [coreComponentsTranslationRef, coreComponents],
  [kubernetesTranslationRef, kubernetes],
  [kubernetesReactTranslationRef, kubernetesReact],
  [notificationsTranslationRef, notifications],
  [orgTranslationRef, org],
  [scaffolderTranslationRef, scaffolder],
  [scaffolderReactTranslationRef, scaffolderReact],
  [searchTranslationRef, search],
  [searchReactTranslationRef, searchReact],
  [techdocsTranslationRef, techdocs],
  [userSettingsTranslationRef, userSettings],
] as const;

it('says everything of the frame in Chinese too', () => {
  expect(faultsOf(messagesOf(appTranslationRef), zh)).toEqual([]);
});

it.each(stock.map(([ref, chinese]) => ({ id: ref.id, ref, chinese })))(
  'says everything of $id in Chinese, and nothing that it does not know',
  ({ ref, chinese }) => {
    expect(chinese.id).toBe(ref.id);
    expect(faultsOf(messagesOf(ref), chinese.messages)).toEqual([]);
  },
);

it('gives the app all of them', () => {
  expect(stockResources.map(({ id }) => id).sort()).toEqual(
    stock.map(([ref]) => ref.id).sort(),
  );
});
