const two = (n: number) => String(n).padStart(2, '0');

/** Time of day in the viewer's zone, with milliseconds; empty where none is known. */
export function timeOfDay(at: string): string {
  if (at === '') {
    return '';
  }
  const date = new Date(`${at.slice(0, 23).replace(/Z$/, '')}Z`);
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(
    date.getSeconds(),
  )}.${ms}`;
}
