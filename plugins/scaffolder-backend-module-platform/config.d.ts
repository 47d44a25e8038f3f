export interface Config {
  pilothouse?: {
    environments?: {
      /**
       * Environments on which customers depend, as the label `pilothouse.dev/environment` of
       * namespaces names them, in small or big letters: who deletes a service that runs there
       * is warned. `prod`, `production` and `live` by default.
       *
       * @visibility backend
       */
      production?: string[];
    };
    /** What the CI server is given to build and deploy services. */
    delivery?: {
      /** By which it reads the repositories of services. */
      git?: {
        /**
         * An administrator of a Gitea: where it is given, each team gets an account of its own
         * there, which reads the repositories of the team's organization and nothing else.
         */
        administrator?: {
          /**
           * As `integrations.gitea` names it.
           *
           * @visibility backend
           */
          host: string;
          /**
           * @visibility backend
           */
          username: string;
          /**
           * Or an access token with the scopes `write:admin`, `write:organization` and
           * `write:user`.
           *
           * @visibility secret
           */
          password: string;
        };
        /**
         * For the pipelines of all teams, at git servers without an administrator.
         *
         * @visibility backend
         */
        username?: string;
        /**
         * @visibility secret
         */
        password?: string;
      };
      /**
       * By which pipelines push and pull images where `pilothouse.registry` is no Harbor; it
       * need not be able to delete any.
       */
      registry?: {
        /**
         * @visibility backend
         */
        username: string;
        /**
         * @visibility secret
         */
        password: string;
      };
      /** Where a git server tells the CI server of pushes. */
      webhook?: {
        /**
         * `{remote}` in it stands for the address of the repository, encoded. It may hold a
         * token, as `/git/notifyCommit?url={remote}&token=…` of Jenkins does.
         *
         * @visibility secret
         */
        url: string;
        /**
         * Known to both; pushes are signed with it.
         *
         * @visibility secret
         */
        secret?: string;
      };
      /**
       * For how many days a pipeline may deploy by one credential; 365 by default. The
       * cluster may allow less.
       *
       * @visibility backend
       */
      deployTokenDays?: number;
      /**
       * Where services answer, other than at public servers with the usual ports: the portal
       * waits for no answer from anywhere else, as whoever may write an Ingress chooses its
       * host.
       */
      addresses?: Array<{
        /**
         * `apps.example.com` stands for itself and for all names below it, which may have
         * private addresses. `localhost` is the portal's own machine.
         *
         * @visibility backend
         */
        hostSuffix: string;
        /**
         * The usual one of the protocol by default.
         *
         * @visibility backend
         */
        port?: number;
      }>;
      /** Clusters whose API server the CI server reaches at another address than the portal. */
      clusters?: Array<{
        /**
         * @visibility backend
         */
        name: string;
        /**
         * @visibility backend
         */
        server: string;
        /**
         * File with the authority by which it is recognized; the one that the portal knows
         * by default.
         *
         * @visibility backend
         */
        caFile?: string;
      }>;
    };
    /**
     * The registry to which the pipelines of services push, and the portal's own login
     * there, which no pipeline gets: it looks for images, and deletes those of a run that
     * is undone.
     */
    registry?: {
      /**
       * `harbor`, or `oci` for any other registry; `oci` where it is not given. In Harbor,
       * each team gets a project and a robot account that pushes to it.
       *
       * @visibility backend
       */
      type?: string;
      /**
       * For Harbor: how many images each repository of a project keeps which the portal
       * makes, those that were pushed last; once a day it removes the others. All stay
       * where it is not given. More than are ever deployed at the same time: what runs in
       * a cluster is not asked.
       *
       * @visibility backend
       */
      keepImages?: number;
      /**
       * As it begins the names of images.
       *
       * @visibility backend
       */
      host: string;
      /**
       * @visibility backend
       */
      username: string;
      /**
       * @visibility secret
       */
      password: string;
    };
  };
}
