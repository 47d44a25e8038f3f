export interface Config {
  pilothouse?: {
    kubeconfig?: {
      /**
       * Kubeconfig file whose clusters the portal shows, in addition to those of
       * `kubernetes.clusterLocatorMethods`. Without it, nothing is added.
       *
       * @visibility backend
       */
      file?: string;
      /**
       * Contexts of that file; a cluster is named after its context. Without any, the
       * file's current context.
       *
       * @visibility backend
       */
      contexts?: string[];
    };
  };
}
