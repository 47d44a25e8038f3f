/** V8 itself keeps such short texts once. */
const SHORT_TEXT = 10;
/** What is longer is hardly ever said twice, and would take much to remember. */
const LONGEST_TEXT = 256;
const LONGEST_RECORD = 200;
const MOST = 1_000;
const MOST_IN_LISTS = 300_000;

type RecordOfValues = { readonly [key: string]: unknown };

/**
 * What many objects of a cluster have in common, whichever their kind, so that it is kept
 * once: texts such as uids, names and times, and small records such as conditions. As long as
 * lists are under way it knows next to all of it; at other times only some that it saw last,
 * so that it takes next to nothing itself and what is gone is let go.
 */
export class Commons {
  readonly #texts = new Map<string, string>();
  readonly #records = new Map<string, RecordOfValues>();
  #lists = 0;

  /** A list is under way from now on. */
  begin(): void {
    this.#lists += 1;
  }

  /** That list is over. */
  end(): void {
    this.#lists -= 1;
    if (this.#lists > 0) return;
    this.#texts.clear();
    this.#records.clear();
  }

  /** An equal text, as it was seen before. */
  text(text: string): string {
    return text.length > SHORT_TEXT && text.length <= LONGEST_TEXT
      ? this.#known(this.#texts, text, text)
      : text;
  }

  /** An equal record, as it was seen before; it must never change any more. */
  record<R extends RecordOfValues>(record: R): R {
    const key = keyOf(record);
    return key === undefined
      ? record
      : (this.#known(this.#records, key, record) as R);
  }

  #known<T>(all: Map<string, T>, key: string, now: T): T {
    const known = all.get(key);
    if (known !== undefined) return known;
    const most = this.#lists > 0 ? MOST_IN_LISTS : MOST;
    if (all.size >= most) all.clear();
    all.set(key, now);
    return now;
  }
}

/** What tells a record from every other; undefined for one that is large or has parts. */
function keyOf(record: RecordOfValues): string | undefined {
  let key = '';
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (typeof value === 'object' && value !== null) return undefined;
    // By their lengths, so that no text can pass for what follows it.
    key +=
      typeof value === 'string'
        ? `${name.length}:${name}${value.length}"${value}`
        : `${name.length}:${name}${value};`;
    if (key.length > LONGEST_RECORD) return undefined;
  }
  return key;
}
