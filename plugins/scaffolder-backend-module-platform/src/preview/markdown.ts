import type {
  CreationCheck,
  PreviewFile,
  PreviewObject,
} from '@pilothouse/plugin-platform-common';

const words = {
  en: {
    checks: 'Checks',
    objects: (count: number) => `Objects (${count})`,
    head: '| where | kind | name |',
    files: (count: number) => `Files (${count})`,
    bytes: (count: number) => `(${count} bytes)`,
  },
  zh: {
    checks: '检查',
    objects: (count: number) => `对象（${count} 个）`,
    head: '| 位置 | 类型 | 名称 |',
    files: (count: number) => `文件（${count} 个）`,
    bytes: (count: number) => `（${count} 字节）`,
  },
} as const;

/**
 * The whole preview as a page of text.
 *
 * @param language - of the page; what a check says, which is for logs, is in English
 */
export function previewMarkdown(
  preview: {
    readonly files: readonly PreviewFile[];
    readonly objects: readonly PreviewObject[];
    readonly checks: readonly Pick<CreationCheck, 'ok' | 'message'>[];
  },
  language: keyof typeof words,
): string {
  const { checks, files, objects } = preview;
  const say = words[language];
  return [
    ...(checks.length > 0 ? [`### ${say.checks}`] : []),
    ...checks.map(
      ({ ok, message }) => `- ${ok ? '✅' : '❌'} ${plain(message)}`,
    ),
    '',
    `### ${say.objects(objects.length)}`,
    say.head,
    '| --- | --- | --- |',
    ...objects.map(
      ({ system, kind, name, where }) =>
        `| ${plain(`${system}: ${where}`)} | ${plain(kind)} | ${plain(name)} |`,
    ),
    '',
    `### ${say.files(files.length)}`,
    ...files.map(({ path, bytes }) => `- \`${path}\` ${say.bytes(bytes)}`),
  ].join('\n');
}

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text
    .replace(/[|<>`*_[\]\\]/g, sign => `\\${sign}`)
    .replace(/\n/g, ' ');
}
