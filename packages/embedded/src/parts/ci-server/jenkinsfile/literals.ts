import { plainText } from './check.ts';
import { JenkinsfileProblem, listed } from './problem.ts';
import type { Call, Expression } from './syntax.ts';

/** Arguments of a directive, which have to be known before anything runs. */
export class Literals {
  readonly #call: Call;
  readonly #known: readonly string[];

  /** @param known - parameters; what has no name is the first one's */
  constructor(call: Call, known: readonly string[]) {
    this.#call = call;
    this.#known = known;
    const odd = call.named.find(({ name }) => !known.includes(name));
    if (odd)
      throw new JenkinsfileProblem(
        `Invalid parameter "${odd.name}" for "${call.name}", known are ${listed(
          known,
        )}`,
        odd.value.at,
      );
    const surplus = call.positional[known.length > 0 ? 1 : 0];
    if (surplus)
      throw new JenkinsfileProblem(
        `Too many values for "${call.name}"`,
        surplus.at,
      );
  }

  expression(name: string): Expression | undefined {
    const named = this.#call.named.find(each => each.name === name)?.value;
    return (
      named ?? (this.#known[0] === name ? this.#call.positional[0] : undefined)
    );
  }

  required(name: string): Expression {
    const found = this.expression(name);
    if (found) return found;
    throw new JenkinsfileProblem(
      `Missing required parameter: "${name}" of "${this.#call.name}"`,
      this.#call.at,
    );
  }

  text(name: string): string | undefined {
    const value = this.expression(name);
    if (!value) return undefined;
    const text = plainText(value);
    if (text !== undefined) return text;
    if (value.kind === 'constant' && value.value !== null)
      return String(value.value);
    throw this.#wrong(name, 'a string without interpolation', value);
  }

  requiredText(name: string): string {
    this.required(name);
    return this.text(name) ?? '';
  }

  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    const value = this.required(name);
    if (!/^-?\d+$/.test(text)) throw this.#wrong(name, 'a whole number', value);
    return Number(text) < 0 ? undefined : Number(text);
  }

  flag(name: string): boolean | undefined {
    const value = this.expression(name);
    if (!value) return undefined;
    if (value.kind === 'constant' && typeof value.value === 'boolean')
      return value.value;
    throw this.#wrong(name, 'true or false', value);
  }

  texts(name: string): string[] {
    const value = this.required(name);
    const single = plainText(value);
    // Jenkins takes the lines of a text for a list of choices.
    if (single !== undefined) return single.split('\n').filter(Boolean);
    const items = value.kind === 'list' ? value.items.map(plainText) : [];
    const texts = items.filter(item => item !== undefined);
    if (texts.length === 0 || texts.length < items.length)
      throw this.#wrong(name, 'a list of strings', value);
    return texts;
  }

  #wrong(name: string, wanted: string, { at }: Expression): JenkinsfileProblem {
    return new JenkinsfileProblem(
      `Expecting ${wanted} for parameter "${name}" of "${this.#call.name}"`,
      at,
    );
  }
}

/** Refuses arguments where none are known. */
export function takeNothing(call: Call): Literals {
  return new Literals(call, []);
}

const UNITS: Readonly<Record<string, number>> = {
  NANOSECONDS: 1e-6,
  MICROSECONDS: 1e-3,
  MILLISECONDS: 1,
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
};

/** Milliseconds of so many units, or undefined when there is no such unit. */
export function duration(count: number, unit: string): number | undefined {
  const millis = UNITS[unit];
  return millis === undefined ? undefined : count * millis;
}

/** The words for units of time. */
export const TIME_UNITS = Object.keys(UNITS);
