type Unit = 'hour' | 'minute' | 'second';

/**
 * How long something took, in its two largest units, for example "3m 12s", "3分钟12秒".
 * What took less than ten seconds is told with a decimal.
 */
export function lasted(ms: number, language: string): string {
  const tell = (amount: number, unit: Unit, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
      maximumFractionDigits: digits,
    }).format(amount);
  const space = language.startsWith('zh') ? '' : ' ';
  const both = (large: number, unit: Unit, small: number, smaller: Unit) =>
    small > 0
      ? `${tell(large, unit)}${space}${tell(small, smaller)}`
      : tell(large, unit);
  const tenths = Math.max(0, Math.round(ms / 100));
  if (tenths < 100) {
    return tell(tenths / 10, 'second', 1);
  }
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) {
    return tell(seconds, 'second');
  }
  return minutes < 60
    ? both(minutes, 'minute', seconds % 60, 'second')
    : both(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
}
