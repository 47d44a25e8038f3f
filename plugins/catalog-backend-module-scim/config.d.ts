import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * User centers that speak SCIM 2.0, by a name of your choice. People and groups of
       * each come into the catalog, and leave it when they leave there.
       */
      scim?: {
        [name: string]: {
          /**
           * Base URL, the one below which `/Users` and `/Groups` answer.
           *
           * @visibility backend
           */
          url: string;
          /**
           * Bearer token that may read people and groups.
           *
           * @visibility secret
           */
          token?: string;
          /**
           * Namespace of the catalog that people and groups are put into.
           * Default: `default`.
           *
           * @visibility backend
           */
          namespace?: string;
          /**
           * How many are asked for at once. Default: 200.
           *
           * @visibility backend
           */
          pageSize?: number;
          /**
           * An answer that would remove more than this share of the people or of the
           * groups, in percent, is refused. Default: 50; 100 accepts every answer. Fewer
           * than five are always removed.
           *
           * @visibility backend
           */
          maxRemovalPercent?: number;
          /**
           * How long one request may take. Default: 10 seconds.
           *
           * @visibility backend
           */
          requestTimeout?: HumanDuration | string;
          /**
           * When to read. Default: every 5 minutes, for at most 2 minutes.
           */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      };
    };
  };
}
