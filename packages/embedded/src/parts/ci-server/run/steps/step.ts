import type { Context } from '../context.ts';
import { StepFailure } from '../outcome.ts';
import { asText, isList, type Value } from '../values.ts';

/** A step that is to be done. */
export interface StepCall {
  readonly context: Context;
  readonly args: Arguments;
  /** Does what stands in braces. */
  readonly body: (context: Context) => Promise<void>;
}

/** Does a step; null where it gives nothing. */
export type Step = (call: StepCall) => Promise<Value>;

/** Values of a step's parameters. */
export class Arguments {
  readonly #values: Readonly<Record<string, Value>>;

  constructor(values: Readonly<Record<string, Value>>) {
    this.#values = values;
  }

  value(name: string): Value {
    return this.#values[name] ?? null;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return value === null ? undefined : asText(value);
  }

  /** @throws StepFailure where it is missing, which can be seen only when it is evaluated */
  required(name: string): string {
    const text = this.text(name);
    if (text !== undefined) return text;
    throw new StepFailure(`Missing required parameter: "${name}"`);
  }

  flag(name: string): boolean {
    return this.value(name) === true;
  }

  /** Whether it is not said to be false. */
  unlessFalse(name: string): boolean {
    return this.value(name) !== false;
  }

  number(name: string): number {
    const value = Number(this.value(name));
    if (Number.isFinite(value)) return value;
    throw new StepFailure(`Expecting a number for parameter "${name}"`);
  }

  list(name: string): readonly Value[] {
    const value = this.value(name);
    if (isList(value)) return value;
    if (value === null) return [];
    throw new StepFailure(`Expecting a list for parameter "${name}"`);
  }
}
