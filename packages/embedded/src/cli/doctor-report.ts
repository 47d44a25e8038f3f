import type { PartStatus } from '../platform/status.ts';

type Row = Omit<PartStatus, 'since'>;

const MARKS: Readonly<Record<string, string>> = { ready: '✓', failed: '✕' };

/** What to do about a part that is not up. */
export function adviceFor(row: Row, running: boolean): string | undefined {
  if (!running) return 'Start the platform: npm start';
  if (row.state === 'ready') return undefined;
  if (row.advice) return row.advice;
  if (row.state === 'failed')
    return `Read ${row.logFile ?? 'its log'}, then start again`;
  return 'Wait; this is shown in the terminal of npm start as well';
}

/** The doctor's table: a line for each part, and below it what is to be done about it. */
export function reportOf(rows: readonly Row[]): string[] {
  const cells = rows.map(row => [
    MARKS[row.state] ?? '·',
    row.title,
    row.state,
    row.version,
    row.address ?? '',
    row.logFile ?? '',
  ]);
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map(line => line[column]?.length ?? 0)),
  );
  return rows.flatMap((row, index) => {
    const line = (cells[index] ?? [])
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
    if (row.state === 'ready') return [line];
    return [
      line,
      ...(row.detail ? [`     ${row.detail}`] : []),
      ...(row.advice ? [`     → ${row.advice}`] : []),
    ];
  });
}
