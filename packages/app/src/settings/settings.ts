import { createFrontendModule } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';

/** Settings without what people have no use for: there is one way to sign in. */
export const settings = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [
    userSettingsPlugin
      .getExtension('sub-page:user-settings/auth-providers')
      .override({ disabled: true }),
  ],
});
