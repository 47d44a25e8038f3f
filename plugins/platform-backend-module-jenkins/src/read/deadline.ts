const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  sec: 1_000,
  min: 60_000,
  hr: 3_600_000,
  day: 86_400_000,
  mo: 30 * 86_400_000,
  yr: 365 * 86_400_000,
};

/**
 * After how long a stage ends by a time-out of its own, in milliseconds: Jenkins tells it in
 * its log alone.
 *
 * @param log - its end, with what the stage has said so far
 * @returns undefined where the log does not say so; a time-out around the stage began earlier
 */
export function timeoutIn(log: string, stage: string): number | undefined {
  const begins = `[Pipeline] { (${stage})`;
  const at = log.lastIndexOf(begins);
  if (at < 0) return undefined;
  const said = /^(?:.*\s)?Timeout set to expire in (.+)$/m.exec(
    log.slice(at + begins.length),
  );
  return said ? spanOf(said[1]) : undefined;
}

/** Such as `15 min` or `1 hr 30 min`. */
function spanOf(text: string): number | undefined {
  let total = 0;
  const rest = text.replace(
    /(\d+(?:\.\d+)?) (ms|sec|min|hr|day|mo|yr)s?\b/g,
    (_, count: string, unit: string) => {
      total += Number(count) * unitMs[unit];
      return '';
    },
  );
  return rest.trim() === '' && total > 0 ? total : undefined;
}
