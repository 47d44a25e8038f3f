import { z } from 'zod';

/** Says on a template which programs its pipeline needs: `java >= 21, mvn`. */
export const executorToolsAnnotation = 'pilothouse.dev/executor-tools';

/** A program that a pipeline needs on the executor that runs it. */
export interface ToolNeed {
  readonly name: string;
  /** The oldest version that will do; any will without it. */
  readonly atLeast?: string;
}

/** Programs of which an executor says something, with their version, or `none`. */
export type ExecutorTools = ReadonlyMap<string, string>;

/** Whether a program that a template needs is on the executors of its pipeline. */
export const toolStateSchema = z.object({
  name: z.string(),
  atLeast: z.string().optional(),
  /** `unknown` where the executors do not say; nothing is claimed then. */
  found: z.enum(['fine', 'missing', 'too-old', 'unknown']),
  /** The newest that was found. */
  version: z.string().optional(),
});

/** Whether a program that a template needs is on the executors of its pipeline. */
export type ToolState = z.infer<typeof toolStateSchema>;

/** Templates that declare programs, with what is known of these. */
export const templateToolsSchema = z.object({
  templates: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      tools: z.array(toolStateSchema),
    }),
  ),
});

/** Templates that declare programs, with what is known of these. */
export type TemplateTools = z.infer<typeof templateToolsSchema>;

/** Whether a pipeline that needs the program would fail for it. */
export function isLacking({ found }: ToolState): boolean {
  return found === 'missing' || found === 'too-old';
}

const need = /^([a-z][a-z0-9+._-]*)(?:\s*>=\s*(\d+(?:\.\d+)*))?$/;

/**
 * The programs that a template declares.
 *
 * @param text - the value of {@link executorToolsAnnotation}
 * @returns undefined for a text of another form
 */
export function toolNeedsOf(text: string): ToolNeed[] | undefined {
  const needs: ToolNeed[] = [];
  for (const each of text.split(',')) {
    const [, name, atLeast] = need.exec(each.trim()) ?? [];
    if (!name) return undefined;
    needs.push({ name, ...(atLeast && { atLeast }) });
  }
  return needs;
}

/**
 * Whether executors have what a template needs. It is missing only where every one of them
 * says so.
 */
export function toolStateOf(
  { name, atLeast }: ToolNeed,
  executors: readonly ExecutorTools[],
): ToolState {
  const told = { name, ...(atLeast && { atLeast }) };
  const said = executors.map(tools => tools.get(name));
  const versions = said.flatMap(each =>
    each === undefined || each === 'none' ? [] : [each],
  );
  const version = versions.sort(compareVersions).at(-1);
  if (version && compareVersions(version, atLeast ?? '') >= 0)
    return { ...told, found: 'fine', version };
  if (said.length === 0 || said.includes(undefined))
    return { ...told, found: 'unknown', ...(version && { version }) };
  return version
    ? { ...told, found: 'too-old', version }
    : { ...told, found: 'missing' };
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(text => text.split('.').map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let at = 0; at < length; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
