import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { toolsCard } from '@pilothouse/plugin-scaffolder-module-platform';
import { singleSignOnApi } from './auth/api';
import { entityCards } from './entity/cards';
import { entityMenu } from './entity/menu';
import { entityTabs } from './entity/tabs';
import { errorDisplay, notFoundPage, pageLayout } from './frame/components';
import { errorApi } from './frame/errorApi';
import { layout } from './frame/layout';
import { kubernetesProxy } from './kubernetes/proxy';
import { notLoadedNotice } from './frame/NotLoadedNotice';
import { sessionNotice } from './frame/SessionNotice';
import { documentLanguage } from './language/DocumentLanguage';
import { entityPresentation } from './language/entityPresentation';
import { languageApi, startLanguage } from './language/language';
import { stockTranslations } from './language/stock';
import { lists } from './lists/lists';
import { navigation } from './nav/Navigation';
import { orgCards } from './org/org';
import { search } from './search/search';
import { settings } from './settings/settings';
import { settingsStorage } from './settings/storage';
import { darkTheme, lightTheme } from './theme/themes';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => (await import('./auth/SignInPage')).SignInPage,
  },
});

const frame = createFrontendModule({
  pluginId: 'app',
  extensions: [
    darkTheme,
    documentLanguage,
    errorApi,
    errorDisplay,
    languageApi,
    layout,
    lightTheme,
    navigation,
    notFoundPage,
    notLoadedNotice,
    pageLayout,
    sessionNotice,
    settingsStorage,
    signInPage,
    singleSignOnApi,
    toolsCard,
    ...stockTranslations,
  ],
});

/** The portal: the plugins of this package's dependencies, in our frame. */
export default createApp({
  features: [
    frame,
    entityPresentation,
    kubernetesProxy,
    orgCards,
    search,
    settings,
    entityMenu,
    ...entityCards,
    ...lists,
    ...entityTabs(startLanguage()),
  ],
});
