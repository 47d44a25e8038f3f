/** How often something is done, in UTC. */
export type Rhythm =
  | { readonly every: 'hour'; readonly minute: number }
  | { readonly every: 'day'; readonly time: string }
  | { readonly every: 'week'; readonly time: string; readonly day: number }
  /** In the operator's own notation. */
  | { readonly every: 'other'; readonly cron: string };

/** What a new schedule begins with: once a day, at night in most of the world's offices. */
export const usual: Rhythm = { every: 'day', time: '02:00' };

const two = (number: number) => String(number).padStart(2, '0');

/** A rhythm as times of a schedule of so many fields. */
export function cronOf(rhythm: Rhythm, fields: 5 | 6): string {
  if (rhythm.every === 'other') return rhythm.cron.trim();
  const seconds = fields === 6 ? '0 ' : '';
  if (rhythm.every === 'hour') return `${seconds}${rhythm.minute} * * * *`;
  const [hour, minute] = rhythm.time.split(':').map(Number);
  const day = rhythm.every === 'week' ? rhythm.day : '*';
  return `${seconds}${minute} ${hour} * * ${day}`;
}

/** Times of a schedule as a rhythm, where they are that plain. */
export function rhythmOf(cron: string, fields: 5 | 6): Rhythm {
  const other: Rhythm = { every: 'other', cron };
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields) return other;
  const [second, minute, hour, date, month, day] =
    fields === 6 ? parts : ['0', ...parts];
  const at = numberWithin(minute, 59);
  if (second !== '0' || at === undefined || date !== '*' || month !== '*') {
    return other;
  }
  if (hour === '*') return day === '*' ? { every: 'hour', minute: at } : other;
  const hours = numberWithin(hour, 23);
  if (hours === undefined) return other;
  const time = `${two(hours)}:${two(at)}`;
  if (day === '*') return { every: 'day', time };
  const weekday = numberWithin(day, 7);
  return weekday === undefined
    ? other
    : { every: 'week', time, day: weekday % 7 };
}

/** Whether enough of it was filled in. */
export function isWhole(rhythm: Rhythm): boolean {
  switch (rhythm.every) {
    case 'hour':
      return Number.isInteger(rhythm.minute);
    case 'other':
      return rhythm.cron.trim() !== '';
    default:
      return /^\d\d:\d\d$/.test(rhythm.time);
  }
}

function numberWithin(
  text: string | undefined,
  most: number,
): number | undefined {
  const number = /^\d{1,2}$/.test(text ?? '') ? Number(text) : NaN;
  return number <= most ? number : undefined;
}
