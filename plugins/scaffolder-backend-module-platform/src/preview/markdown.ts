import type {
  CreationCheck,
  PreviewFile,
  PreviewObject,
} from '@pilothouse/plugin-platform-common';

/** The whole preview as a page of text. */
export function previewMarkdown(preview: {
  readonly files: readonly PreviewFile[];
  readonly objects: readonly PreviewObject[];
  readonly checks: readonly Pick<CreationCheck, 'ok' | 'message'>[];
}): string {
  const { checks, files, objects } = preview;
  return [
    '### Checks',
    ...checks.map(
      ({ ok, message }) => `- ${ok ? '✅' : '❌'} ${plain(message)}`,
    ),
    '',
    `### Objects (${objects.length})`,
    '| where | kind | name |',
    '| --- | --- | --- |',
    ...objects.map(
      ({ system, kind, name, where }) =>
        `| ${plain(`${system}: ${where}`)} | ${plain(kind)} | ${plain(name)} |`,
    ),
    '',
    `### Files (${files.length})`,
    ...files.map(({ path, bytes }) => `- \`${path}\` (${bytes} bytes)`),
  ].join('\n');
}

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text
    .replace(/[|<>`*_[\]\\]/g, sign => `\\${sign}`)
    .replace(/\n/g, ' ');
}
