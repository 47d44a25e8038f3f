export interface Config {
  pilothouse?: {
    platformEngineers?: {
      /**
       * Groups of the catalog whose members may do everything, for example
       * `group:default/platform-engineers`; a bare name means a group in the default
       * namespace. Members of groups inside these count too, at any depth: whoever may
       * put a group into one of these makes engineers.
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
