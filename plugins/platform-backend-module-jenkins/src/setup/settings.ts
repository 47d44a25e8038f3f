import { ConflictError } from '@backstage/errors';
import type { MultibranchJob } from '@pilothouse/plugin-platform-node';
import { elementsAt, elementsIn, isOfClass, type Element } from './elements';
import { escapeXml, scriptPathOf } from './xml';

const gitSource = 'jenkins.plugins.git.GitSCMSource';
const scriptFactory =
  'org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory';

const names: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** The text of the element of that name which stands directly in another one. */
function textIn(xml: string, parent: Element, name: string) {
  const [found] = elementsAt(xml, parent, [name]);
  if (!found) return undefined;
  const { start, end } = found.content ?? { start: 0, end: 0 };
  return unescape(xml.slice(start, end));
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

function rootOf(xml: string): Element | undefined {
  return elementsIn(xml)[0];
}

/** The git source with the repository that is wanted: other elements have such names too. */
function sourceOf(xml: string, { sourceUrl }: MultibranchJob) {
  const root = rootOf(xml);
  const path = ['sources', 'data', 'jenkins.branch.BranchSource', 'source'];
  return (root ? elementsAt(xml, root, path) : []).find(
    source =>
      isOfClass(source, gitSource) &&
      textIn(xml, source, 'remote') === sourceUrl,
  );
}

/** Whether a job builds the repository that is wanted. */
export function buildsFrom(xml: string, job: MultibranchJob): boolean {
  return sourceOf(xml, job) !== undefined;
}

/** The factory that takes the pipeline's script out of the repository. */
function factoryOf(xml: string): Element | undefined {
  const root = rootOf(xml);
  return (root ? elementsAt(xml, root, ['factory']) : []).find(factory =>
    isOfClass(factory, scriptFactory),
  );
}

/**
 * The configuration of a job brought to what is wanted. What people have set besides is
 * left as it is.
 *
 * @returns undefined when it is as wanted
 * @throws ConflictError when it has no place for what is wanted
 */
export function amended(xml: string, job: MultibranchJob): string | undefined {
  const wanted = [
    [rootOf, 'description', job.description],
    [(text: string) => sourceOf(text, job), 'credentialsId', job.credentialsId],
    [factoryOf, 'scriptPath', scriptPathOf(job)],
  ] as const;
  const result = wanted.reduce((text, [parentOf, name, value]) => {
    if (value === undefined) return text;
    const parent = parentOf(text);
    if (parent && textIn(text, parent, name) === value) return text;
    const changed = parent && withText(text, parent, name, value);
    if (changed !== undefined) return changed;
    throw new ConflictError(
      `${job.fullName} is there, and its configuration in Jenkins has no place for ${name}: configure it there`,
    );
  }, xml);
  return result === xml ? undefined : result;
}

/** @returns undefined when the parent is an empty element */
function withText(
  xml: string,
  parent: Element,
  name: string,
  value: string,
): string | undefined {
  if (!parent.content) return undefined;
  const [found] = elementsAt(xml, parent, [name]);
  const { start, end } = found ?? {
    start: parent.content.start,
    end: parent.content.start,
  };
  const element = `<${name}>${escapeXml(value)}</${name}>`;
  return xml.slice(0, start) + element + xml.slice(end);
}
