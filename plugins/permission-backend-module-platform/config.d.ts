export interface Config {
  pilothouse?: {
    platformEngineers?: {
      /**
       * Groups of the catalog whose direct members may do everything, for example
       * `group:default/platform-engineers`; a bare name means a group in the default
       * namespace. Members of groups inside these do not count.
       *
       * @visibility backend
       */
      groups?: string[];
    };
    kubeconfig?: {
      /**
       * Whether platform engineers may use the Kubernetes proxy, which forwards any
       * request with the rights of the kubeconfig's user; false by default.
       *
       * @visibility backend
       */
      allowProxy?: boolean;
    };
  };
}
