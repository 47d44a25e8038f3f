export interface Config {
  pilothouse?: {
    marketplace?: {
      /** Helm charts of registries, as items of the marketplace. */
      charts?: {
        /**
         * Path of the program Helm, 3.13 or newer; `helm` on the portal's PATH unless told.
         *
         * @visibility backend
         */
        helm?: string;
        /** Where the charts are. */
        sources?: Array<
          | {
              /**
               * Project of the portal's registry (`pilothouse.registry`); all charts in it are
               * items.
               *
               * @visibility backend
               */
              project: string;
            }
          | {
              /**
               * One chart, as `host/path`. The login is that of `pilothouse.registry` where it
               * has the same host.
               *
               * @visibility backend
               */
              chart: string;
              /** @visibility backend */
              username?: string;
              /** @visibility secret */
              password?: string;
            }
        >;
        /**
         * How many of the newest versions of a chart can be ordered; 5 unless told.
         *
         * @visibility backend
         */
        versions?: number;
        /**
         * What a chart does not say in the annotations of its Chart.yaml, by the name of the
         * chart; laid over those that it has.
         *
         * @visibility backend
         */
        annotations?: { [chart: string]: { [annotation: string]: string } };
      };
    };
  };
}
