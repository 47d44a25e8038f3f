import type { Row } from '../store/rows';

type NoteRow = Exclude<Row, { kind: 'line' }>;

/** The rows as a text file: time, pod, container and text of each line. */
export function textOf(
  rows: readonly Row[],
  note: (row: NoteRow) => string,
): string {
  const lines = rows.map(row =>
    row.kind === 'line'
      ? `${row.at} ${row.source.pod} ${row.source.container} ${row.text}`
      : `--- ${row.at} ${note(row)}`,
  );
  return lines.map(line => `${line}\n`).join('');
}

/** Hands a text to the browser to be kept as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/plain;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
