import { OAuth2 } from '@backstage/core-app-api';
import { ConfigReader } from '@backstage/config';
import {
  ApiBlueprint,
  configApiRef,
  createApiRef,
  discoveryApiRef,
  oauthRequestApiRef,
  type BackstageIdentityApi,
  type OpenIdConnectApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/frontend-plugin-api';

/** Single sign-on at the user center. */
export type SingleSignOnApi = OpenIdConnectApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi;

/** Single sign-on at the user center, through the backend's provider `oidc`. */
export const singleSignOnApiRef = createApiRef<SingleSignOnApi>({
  id: 'auth.oidc',
});

/** Signs in by sending the browser to the user center and back; there is no popup. */
export const singleSignOnApi = ApiBlueprint.make({
  name: 'single-sign-on',
  params: define =>
    define({
      api: singleSignOnApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
        configApi: configApiRef,
      },
      factory: ({ discoveryApi, oauthRequestApi, configApi }) =>
        OAuth2.create({
          configApi: new ConfigReader({ enableExperimentalRedirectFlow: true }),
          discoveryApi,
          oauthRequestApi,
          environment: configApi.getOptionalString('auth.environment'),
          provider: { id: 'oidc', title: 'Single sign-on', icon: () => null },
        }),
    }),
});
