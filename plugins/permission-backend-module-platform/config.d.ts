export interface Config {
  pilothouse?: {
    platformEngineers?: {
      /**
       * Groups of the catalog whose members may do everything, for example
       * `group:default/platform-engineers`; a bare name means a group in the default
       * namespace. Members of groups inside these count too.
       *
       * @visibility backend
       */
      groups?: string[];
    };
  };
}
