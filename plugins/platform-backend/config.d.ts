import type { HumanDuration } from '@backstage/types';

export interface Config {
  pilothouse?: {
    impersonation?: {
      /**
       * Stands before the name of a person where a cluster knows people by another name
       * than the catalog, for example `oidc:`.
       *
       * @visibility backend
       */
      userPrefix?: string;
      /**
       * Stands before the name of a group, in the same way.
       *
       * @visibility backend
       */
      groupPrefix?: string;
    };
    logs?: {
      /**
       * What is not shown of log lines, nor of what containers and Kubernetes are quoted with
       * where something is wrong, by patterns; takes the place of the portal's own,
       * which mask passwords, tokens and keys by their usual names and forms. An empty list
       * masks nothing.
       */
      mask?: Array<{
        /**
         * Names the pattern in error messages.
         *
         * @visibility backend
         */
        name: string;
        /**
         * In the syntax of RE2, for example `(?P<keep>card )\\d{12,19}`: what the groups
         * `keep` and `keep2` match stays.
         *
         * @visibility backend
         */
        pattern: string;
      }>;
    };
    marketplace?: {
      deletion?: {
        /** How long a deletion can be undone; a day unless told, at most 90 days. */
        grace?: HumanDuration | string;
        /**
         * Environments where instances are deleted at once unless somebody wants it
         * otherwise; `dev` unless told.
         */
        immediateIn?: string[];
      };
      /** What the company wants of items of the marketplace, by their names. */
      items?: {
        [name: string]: {
          /** What people are to know of it before they order. */
          note?: {
            /** @visibility backend */
            en: string;
            /** @visibility backend */
            zh: string;
          };
          /** Names of those of its plans that are offered; all of them unless told. */
          plans?: string[];
          /**
           * Fields of `spec` that every plan has, over its own, for example where backups go.
           */
          values?: object;
          /**
           * What its plans cost, their limits and defaults, each for some plans in some
           * environments.
           */
          terms?: object[];
          /**
           * Fields of `spec` whose values are shown to nobody, with dots between their
           * names, for example `superuser.password`.
           */
          sensitive?: string[];
        };
      };
    };
    pipelines?: {
      /**
       * Which jobs of the CI server components may name as theirs by the annotation
       * `jenkins.io/job-full-name`. `of-own-folder`, which is the default: those below a
       * folder that is named as the group that owns the component. `any`: all of them, for
       * catalogs in which only trusted people register components, as the portal reads and
       * runs jobs with an account of its own.
       *
       * @visibility backend
       */
      jobs?: 'of-own-folder' | 'any';
    };
    permissions?: {
      /**
       * Actions that only some groups may take in some environments. An action that no
       * entry names is open to all members, as far as the cluster allows it; where several
       * entries name it, each must be satisfied.
       */
      restricted?: Array<{
        /**
         * @visibility backend
         */
        action:
          | 'scale'
          | 'restart'
          | 'roll-back'
          | 'order-middleware'
          | 'change-middleware'
          | 'delete-middleware'
          | 'bind-middleware';
        /**
         * Values of the label `pilothouse.dev/environment` of namespaces.
         *
         * @visibility backend
         */
        environments: string[];
        /**
         * Groups of the catalog whose direct members may do it; a bare name means a group
         * in the default namespace.
         *
         * @visibility backend
         */
        groups: string[];
      }>;
    };
  };
}
