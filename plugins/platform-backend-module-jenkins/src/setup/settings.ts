import type { MultibranchJob } from '@pilothouse/plugin-platform-node';
import { escapeXml, multibranchXml, scriptPathOf } from './xml';

const names: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** The text of the first element of that name; undefined when there is none. */
export function textIn(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (found !== undefined) return unescape(found);
  return new RegExp(`<${name}\\s*/>`).test(xml) ? '' : undefined;
}

function unescape(text: string): string {
  return text
    .replace(/&#(x[0-9a-f]+|\d+);/gi, (_, code: string) =>
      String.fromCodePoint(Number(code.startsWith('x') ? `0${code}` : code)),
    )
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => names[name] ?? '',
    );
}

/** Whether a job builds the repository that is wanted. */
export function buildsFrom(
  xml: string,
  { sourceUrl }: MultibranchJob,
): boolean {
  return textIn(xml, 'remote') === sourceUrl;
}

/**
 * The configuration of a job brought to what is wanted. What people have set besides is
 * left as it is.
 *
 * @returns undefined when it is as wanted
 */
export function amended(xml: string, job: MultibranchJob): string | undefined {
  const wanted: [string, string | undefined][] = [
    ['description', job.description],
    ['credentialsId', job.credentialsId],
    ['scriptPath', scriptPathOf(job)],
  ];
  let result = xml;
  for (const [name, value] of wanted) {
    const known = textIn(result, name);
    if (value === undefined || known === value) continue;
    if (known === undefined) return multibranchXml(job);
    result = withText(result, name, value);
  }
  return result === xml ? undefined : result;
}

function withText(xml: string, name: string, value: string): string {
  return xml.replace(
    new RegExp(`<${name}>[^<]*</${name}>|<${name}\\s*/>`),
    () => `<${name}>${escapeXml(value)}</${name}>`,
  );
}
