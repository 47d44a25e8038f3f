import type { Position } from './problem.ts';

/** An expression of the part of Groovy that is understood. */
export type Expression = { readonly at: Position } & (
  | {
      readonly kind: 'string';
      /** Text, and expressions whose value is put in their place. */
      readonly parts: readonly (string | Expression)[];
    }
  | { readonly kind: 'constant'; readonly value: number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly NamedArgument[] }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'property';
      readonly target: Expression;
      readonly name: string;
      /** Whether `?.` was written: nothing of nothing is nothing. */
      readonly safe: boolean;
    }
  | {
      readonly kind: 'index';
      readonly target: Expression;
      readonly index: Expression;
    }
  | {
      readonly kind: 'method';
      readonly target: Expression;
      readonly name: string;
      readonly safe: boolean;
      readonly arguments: readonly Expression[];
    }
  | { readonly kind: 'call'; readonly call: Call }
  | {
      readonly kind: 'unary';
      readonly operator: '!' | '-';
      readonly operand: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      /** Left out for `a ?: b`. */
      readonly then?: Expression;
      readonly otherwise: Expression;
    }
);

export interface NamedArgument {
  readonly name: string;
  readonly value: Expression;
}

/** A step, or a described value such as `string(credentialsId: 'x', variable: 'X')`. */
export interface Call {
  readonly name: string;
  readonly at: Position;
  readonly positional: readonly Expression[];
  readonly named: readonly NamedArgument[];
  /** What stands in braces after it. */
  readonly body?: readonly Statement[];
}

export type Statement = { readonly at: Position } & (
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'script'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'assign';
      /** `env` for `env.NAME = …`. */
      readonly scope: 'define' | 'variable' | 'env';
      readonly name: string;
      readonly value: Expression;
    }
  | { readonly kind: 'return'; readonly value?: Expression }
  | { readonly kind: 'expression'; readonly value: Expression }
);
