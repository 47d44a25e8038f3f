/** As many as tell why a process ended where no line says so. */
const usual = 10;

/** Lines before the one that says it, as it often quotes the code above. */
const before = 3;

const says = /error|exception|panic|fatal|traceback|killed/i;

/** That there was none is often written beside every request. */
const saysNone = /errors?["']?\s*[:=]\s*(0\b|null\b|none\b|false\b|"")/i;

/** Frames of a stack name functions, whatever those are called. */
const frame = /^\s+(at|from|in|File) /;

/** The last lines of a run, and which of them says why it ended. */
export interface Telling {
  readonly lines: readonly string[];
  /** Its place among them. */
  readonly index?: number;
}

/**
 * The last lines of a run, from a little before the last that says what went wrong: below
 * it there is often a stack that is longer than what one wants to see otherwise.
 */
export function tellingLines(all: readonly string[]): Telling {
  const said = all.findLastIndex(
    line => says.test(line) && !saysNone.test(line) && !frame.test(line),
  );
  const last = Math.max(0, all.length - usual);
  if (said < 0) return { lines: all.slice(last) };
  const start = Math.min(last, Math.max(0, said - before));
  return { lines: all.slice(start), index: said - start };
}
