const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A text with all its times some minutes later, and all in one form. */
export function shiftTimes(text: string, minutes: number): string {
  return text.replace(moment, time =>
    new Date(Date.parse(time) + minutes * 60_000).toISOString(),
  );
}
