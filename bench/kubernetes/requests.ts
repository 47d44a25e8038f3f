/** How a run of requests went; times in milliseconds. */
export interface Run {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

/** Sends requests with so many at once and takes their times; any failure ends it. */
export async function run(
  total: number,
  atOnce: number,
  send: (index: number) => Promise<void>,
): Promise<Run> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      const began = performance.now();
      await send(index);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  return {
    perSecond: total / seconds,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  };
}

/** The value that a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('a quantile needs values');
  return value;
}
