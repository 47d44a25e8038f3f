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
  /**
   * `apart`: no executor has it together with the others. `unknown` where the executors do
   * not say; nothing is claimed then.
   */
  found: z.enum(['fine', 'missing', 'too-old', 'apart', 'unknown']),
  /** The newest that was found. */
  version: z.string().optional(),
});

/** Whether a program that a template needs is on the executors of its pipeline. */
export type ToolState = z.infer<typeof toolStateSchema>;

/** Why it could not be found out whether the executors have what a template needs. */
export const toolsUnknownSchema = z.object({
  /**
   * `no-answer`: of the CI server. `untold`: its executors do not say. `unreadable`: what
   * the template declares.
   */
  reason: z.enum(['no-answer', 'no-executors', 'untold', 'unreadable']),
  /** What the CI server said, in English; the programs; what was declared. */
  because: z.string(),
});

/** Why it could not be found out whether the executors have what a template needs. */
export type ToolsUnknown = z.infer<typeof toolsUnknownSchema>;

/** Templates that declare programs, with what is known of these. */
export const templateToolsSchema = z.object({
  templates: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      tools: z.array(toolStateSchema),
      unknown: toolsUnknownSchema.optional(),
    }),
  ),
});

/** Templates that declare programs, with what is known of these. */
export type TemplateTools = z.infer<typeof templateToolsSchema>;

/** Whether a pipeline that needs the program would fail for it. */
export function isLacking({ found }: ToolState): boolean {
  return found === 'missing' || found === 'too-old' || found === 'apart';
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
 * Whether executors have what a template needs, all of it on one of them, as one runs a whole
 * build. A program is missing only where every one of them says so.
 */
export function toolStatesOf(
  needs: readonly ToolNeed[],
  executors: readonly ExecutorTools[],
): ToolState[] {
  const states = needs.map(wanted => toolStateOf(wanted, executors));
  if (states.some(isLacking)) return states;
  const each = executors.map(tools =>
    needs.map(wanted => toolStateOf(wanted, [tools])),
  );
  const whole = each.find(own => own.every(({ found }) => found === 'fine'));
  if (whole) return whole;
  const fewest = [...each].sort((a, b) => lacks(a) - lacks(b))[0] ?? [];
  return states.map((state, at) => {
    const best = fewest[at];
    return best && isLacking(best) ? { ...state, found: 'apart' } : state;
  });
}

function lacks(states: readonly ToolState[]): number {
  return states.filter(isLacking).length;
}

function toolStateOf(
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
