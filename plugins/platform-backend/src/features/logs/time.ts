const inUtc = 'YYYY-MM-DDTHH:MM:SS.nnnnnnnnnZ'.length;
const anyForm =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/** Time at the beginning of a line, and how much of the line it takes. */
export interface LineTime {
  /** UTC with nanoseconds, so that times compare as strings; empty when there is none. */
  readonly at: string;
  readonly length: number;
}

const none: LineTime = { at: '', length: 0 };

/** Reads the time with which a node begins each line: RFC 3339 in any zone. */
export function timeOf(line: string): LineTime {
  const match = anyForm.exec(line);
  const [whole, second, fraction = '', zone] = match ?? [];
  if (whole === undefined || second === undefined) {
    return none;
  }
  if (zone === 'Z') {
    const at = line.slice(0, inUtc);
    return {
      at: fraction.length === 9 ? at : utc(second, fraction),
      length: whole.length,
    };
  }
  const ms = Date.parse(`${second}${zone}`);
  return Number.isNaN(ms)
    ? none
    : {
        at: utc(new Date(ms).toISOString().slice(0, 19), fraction),
        length: whole.length,
      };
}

function utc(second: string, fraction: string): string {
  return `${second}.${fraction.padEnd(9, '0')}Z`;
}
