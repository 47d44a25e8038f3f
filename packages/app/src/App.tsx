import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { singleSignOnApi } from './auth/api';
import { errorDisplay, notFoundPage, pageLayout } from './frame/components';
import { layout } from './frame/layout';
import { documentLanguage } from './language/DocumentLanguage';
import { languageApi } from './language/language';
import { navigation } from './nav/Navigation';
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
    errorDisplay,
    languageApi,
    layout,
    lightTheme,
    navigation,
    notFoundPage,
    pageLayout,
    signInPage,
    singleSignOnApi,
  ],
});

/** The portal: the plugins of this package's dependencies, in our frame. */
export default createApp({ features: [frame] });
