export interface Config {
  auth?: {
    providers?: {
      oidc?: {
        [environment: string]: {
          /**
           * Where the user center sends the browser after it has ended the session
           * there. Must be registered with the user center. Default: `app.baseUrl`.
           *
           * @visibility backend
           */
          postLogoutRedirectUrl?: string;
        };
      };
    };
  };
}
