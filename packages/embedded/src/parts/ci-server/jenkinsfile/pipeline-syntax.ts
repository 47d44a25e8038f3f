import type { DeclaredProperties } from '../model.ts';
import type { Position } from './problem.ts';
import type { Expression, Statement } from './syntax.ts';

/** A declarative pipeline, read and checked. */
export interface Pipeline extends Common {
  readonly agent: Agent;
  readonly declared: DeclaredProperties;
  readonly stages: readonly Stage[];
}

/** What a pipeline and its stages both may have. */
interface Common {
  readonly environment: readonly EnvironmentEntry[];
  readonly options: Options;
  readonly post: readonly PostSection[];
  readonly tools: readonly Tool[];
}

export interface Stage extends Common {
  readonly name: string;
  readonly at: Position;
  /** Left out: the enclosing one's. */
  readonly agent?: Agent;
  readonly when?: When;
  readonly input?: InputDirective;
  readonly failFast: boolean;
  readonly work:
    | { readonly kind: 'steps'; readonly steps: readonly Statement[] }
    | {
        readonly kind: 'stages' | 'parallel';
        readonly stages: readonly Stage[];
      };
}

export type Agent =
  | { readonly kind: 'any' | 'none' }
  | {
      readonly kind: 'label';
      readonly label?: Expression;
      readonly customWorkspace?: Expression;
    };

export interface EnvironmentEntry {
  readonly name: string;
  readonly at: Position;
  readonly value:
    | { readonly kind: 'value'; readonly value: Expression }
    | { readonly kind: 'credentials'; readonly id: Expression };
}

/** What `options` says of the run itself; what it says of the job is in `declared`. */
export interface Options {
  readonly timeoutMillis?: number;
  readonly retry?: number;
  readonly timestamps?: true;
  readonly skipDefaultCheckout?: boolean;
  readonly skipStagesAfterUnstable?: true;
  readonly parallelsAlwaysFailFast?: true;
}

export interface Tool {
  readonly type: string;
  readonly version: Expression;
  readonly at: Position;
}

export const POST_CONDITIONS = [
  'always',
  'changed',
  'fixed',
  'regression',
  'aborted',
  'failure',
  'success',
  'unstable',
  'unsuccessful',
  'cleanup',
] as const;

export type PostCondition = (typeof POST_CONDITIONS)[number];

export interface PostSection {
  readonly condition: PostCondition;
  readonly steps: readonly Statement[];
}

export interface When {
  readonly condition: Condition;
  readonly beforeAgent: boolean;
  readonly beforeInput: boolean;
}

export type Comparator = 'EQUALS' | 'GLOB' | 'REGEXP';

export type Condition = { readonly at: Position } & (
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'allOf' | 'anyOf';
      readonly conditions: readonly Condition[];
    }
  | {
      readonly kind: 'branch' | 'tag';
      readonly pattern: Expression;
      readonly comparator: Comparator;
    }
  | { readonly kind: 'buildingTag' }
  | {
      readonly kind: 'environment';
      readonly name: Expression;
      readonly value: Expression;
      readonly ignoreCase: boolean;
    }
  | {
      readonly kind: 'equals';
      readonly expected: Expression;
      readonly actual: Expression;
    }
  | { readonly kind: 'expression'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'changeRequest';
      /** Part of the change, such as `target`, and what it has to be. */
      readonly filters: readonly { name: string; value: Expression }[];
      readonly comparator: Comparator;
    }
);

export interface InputDirective {
  readonly at: Position;
  readonly message: Expression;
  readonly id?: Expression;
  readonly ok?: Expression;
  readonly submitter?: Expression;
  readonly submitterParameter?: Expression;
  readonly parameters: DeclaredProperties['parameters'];
}
