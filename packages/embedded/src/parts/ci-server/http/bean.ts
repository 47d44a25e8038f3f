/** What may stand in an answer; beans are resolved by what the caller selects. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Bean
  | BeanMap
  | BeanList
  | readonly Value[];

/** A property, given only when it is asked for. */
export type Property = () => Value;

/**
 * An object as Jenkins exports it: its class, and properties with a visibility that says
 * how far from the asked object they are still shown.
 */
export class Bean {
  readonly className: string;
  readonly properties: Readonly<Record<string, Property>>;
  readonly visibility: number;
  readonly exceptions: Readonly<Record<string, number>>;

  /**
   * @param options - `visibility` of every property, where 1 is shown only in the asked
   *   object; `exceptions` names properties with another one
   */
  constructor(
    className: string,
    properties: Readonly<Record<string, Property>>,
    options: {
      readonly visibility?: number;
      readonly exceptions?: Readonly<Record<string, number>>;
    } = {},
  ) {
    this.className = className;
    this.properties = properties;
    this.visibility = options.visibility ?? 1;
    this.exceptions = options.exceptions ?? {};
  }

  visibilityOf(name: string): number {
    return this.exceptions[name] ?? this.visibility;
  }
}

/** Values by a name that is data; a selection does not count the names as a level. */
export class BeanMap {
  readonly entries: Readonly<Record<string, Value>>;

  constructor(entries: Readonly<Record<string, Value>>) {
    this.entries = entries;
  }
}

/** A long list, of which only what is selected is made. */
export class BeanList {
  readonly length: number;
  readonly at: (index: number) => Value;

  constructor(length: number, at: (index: number) => Value) {
    this.length = length;
    this.at = at;
  }

  slice(from = 0, to = this.length): Value[] {
    const count = Math.max(0, Math.min(to, this.length) - from);
    return Array.from({ length: count }, (_, index) => this.at(from + index));
  }
}

/** What is left of an object once it is selected: plain JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | Json[]
  | { [name: string]: Json };
