export interface Config {
  pilothouse?: {
    /** The CI server that builds services. Without it the portal shows no pipelines. */
    jenkins?: {
      /**
       * Address at which the portal reaches it, with its path where it has one.
       *
       * @visibility backend
       */
      baseUrl: string;
      /**
       * Account that the portal acts with.
       *
       * @visibility backend
       */
      username: string;
      /**
       * API token of the account; its password does too, with a request more for every
       * change.
       *
       * @visibility secret
       */
      apiToken: string;
      /**
       * Whether people can open its pages in their browsers, which is the default. With
       * `false` the portal shows no links to them.
       *
       * @visibility backend
       */
      pages?: boolean;
    };
  };
}
