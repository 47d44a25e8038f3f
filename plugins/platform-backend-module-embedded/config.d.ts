import type { HumanDuration } from '@backstage/types';

export interface Config {
  pilothouse?: {
    embedded?: {
      /**
       * File in which the launcher keeps the state of the embedded platform's parts.
       * Without it, the portal shows no embedded platform.
       *
       * @visibility backend
       */
      statusFile?: string;
      /**
       * A file that was not written for longer than this is not believed. By default
       * age does not matter, as the launcher may write only when something changes.
       *
       * @visibility backend
       */
      staleAfter?: HumanDuration | string;
    };
  };
}
