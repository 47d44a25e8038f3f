import { micromark } from 'micromark';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const describedSchema = z.looseObject({ description: z.string() });
const entitySchema = z.object({ metadata: describedSchema });
const apiSchema = z.object({ info: describedSchema });

/** How the text is read that a person wrote, by the path of the file it went into. */
export const READERS: Readonly<Record<string, (file: string) => string>> = {
  'README.md': paragraphOf,
  'catalog-info.yaml': file =>
    entitySchema.parse(parseAllDocuments(file)[0]?.toJS()).metadata.description,
  'chart/Chart.yaml': file => describedSchema.parse(parse(file)).description,
  'docs/index.md': paragraphOf,
  'openapi.yaml': file =>
    paragraphOf(apiSchema.parse(parse(file)).info.description),
  'package.json': file => describedSchema.parse(JSON.parse(file)).description,
  // The strings of TOML have the escapes of JSON.
  'pyproject.toml': file =>
    z.string().parse(JSON.parse(/^description = (.*)$/m.exec(file)?.[1] ?? '')),
  'site/_data/site.json': file =>
    describedSchema.parse(JSON.parse(file)).description,
};

/** What a reader sees as the first paragraph of Markdown in which HTML is allowed. */
function paragraphOf(markdown: string): string {
  return shownIn('p', markdown);
}

/** What a reader sees as the first heading. */
export function headingOf(markdown: string): string {
  return shownIn('h1', markdown);
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#92;': '\\',
  '&#96;': '`',
  '&#123;': '{',
};

/** @throws Error where the text has become markup */
function shownIn(tag: string, markdown: string): string {
  const html = micromark(markdown, { allowDangerousHtml: true });
  const inner = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(html)?.[1];
  if (inner === undefined) throw new Error(`There is no <${tag}> in ${html}`);
  if (inner.includes('<')) throw new Error(`There is markup in ${inner}`);
  return inner.replace(/&#?\w+;/g, reference => {
    const character = characters[reference];
    if (character === undefined) throw new Error(`There is ${reference}`);
    return character;
  });
}
