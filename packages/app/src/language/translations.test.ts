import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Stock plugins that are installed as a part of others, and show nothing in the portal. */
const unseen: Readonly<Record<string, string>> = {
  'home-react': 'cards of the stock home page, in whose place is our own',
};

/** Ids of the translations of all stock packages for the browser that are installed. */
function installed(): string[] {
  const scope = dirname(
    dirname(require.resolve('@backstage/theme/package.json')),
  );
  return readdirSync(scope).flatMap(name => {
    const { backstage } = JSON.parse(
      readFileSync(join(scope, name, 'package.json'), 'utf8'),
    );
    return ['frontend-plugin', 'web-library'].includes(backstage?.role)
      ? idsIn(join(scope, name, 'dist'))
      : [];
  });
}

function idsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /translation[^/]*\.esm\.js$/.test(file))
    .flatMap(file => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /createTranslationRef\(\{\s*id: "([^"]+)"/g,
      ),
    ])
    .flatMap(([, id]) => id ?? []);
}

it('leaves out no stock plugin that has words', () => {
  const known = [...stock.map(([ref]) => ref.id), ...Object.keys(unseen)];
  expect([...new Set(installed())].sort()).toEqual(known.sort());
});

/** Messages that read the same in both languages, with the reason. */
const alike: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: {
    'entityLabelsCard.columnKeyLabel': 'a label; 标签 is a tag',
  },
  'catalog-react': {
    'entityTableColumnTitle.label': 'a label; 标签 is a tag',
  },
  kubernetes: { 'entityContent.title': 'a name' },
  'kubernetes-react': {
    'fixDialog.title': 'only filled in',
    'kubernetesDrawer.yaml': 'a name',
    'podsTable.columns.id': 'the same word',
  },
  scaffolder: {
    'templateEditorToolbar.addToCatalogDialogActions.documentationUrl':
      'an address',
  },
};

it.each(stock.map(([ref, chinese]) => ({ id: ref.id, ref, chinese })))(
  'leaves nothing of $id in English',
  ({ id, ref, chinese }) => {
    const english = messagesOf(ref);
    const same = Object.entries(chinese.messages)
      .filter(([key, message]) => message === english[key])
      .map(([key]) => key);
    expect(same.sort()).toEqual(Object.keys(alike[id] ?? {}).sort());
  },
);
