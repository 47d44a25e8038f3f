import { spaced } from '../language/spaced';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

const sizes: readonly [Unit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

function largest(seconds: number): [number, Unit] {
  for (const [unit, size] of sizes) {
    if (seconds >= size) {
      return [Math.floor(seconds / size), unit];
    }
  }
  return [0, 'second'];
}

/** For example "12 min. ago", "12 分钟前"; moments to come count as now. In ms. */
export function relativeTime(at: number, now: number, language: string) {
  const [amount, unit] = largest(Math.max(0, now - at) / 1000);
  const format = new Intl.RelativeTimeFormat(language, {
    style: 'short',
    numeric: amount === 0 ? 'auto' : 'always',
  });
  return spaced(format.format(-amount, unit));
}

/** For example "12 min", "12 分钟". In ms. */
export function duration(from: number, now: number, language: string) {
  const [amount, unit] = largest(Math.max(0, now - from) / 1000);
  return spaced(
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    }).format(amount),
  );
}

/** Date and time to the second in the viewer's zone, with the zone's name. In ms. */
export function absoluteTime(at: number, language: string, timeZone?: string) {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}
