import {
  ApiBlueprint,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { UserSettingsStorage } from '@backstage/plugin-user-settings';
import { patientReads } from './patience';

/** Keeps a person's settings in the portal, so that they are the same in each browser. */
export const settingsStorage = ApiBlueprint.make({
  name: 'user-settings-storage',
  params: define =>
    define({
      api: storageApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        errorApi: errorApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        signalApi: signalApiRef,
      },
      factory: ({ fetchApi, ...apis }) =>
        UserSettingsStorage.create({
          ...apis,
          fetchApi: patientReads(fetchApi),
        }),
    }),
});
