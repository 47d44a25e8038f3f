import type { EntityMeta } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  executorToolsAnnotation,
  isLacking,
  toolNeedsOf,
  toolStatesOf,
  type ExecutorTools,
  type ToolNeed,
  type ToolState,
  type ToolsUnknown,
} from '@pilothouse/plugin-platform-common';
import type { CiServerExecutors } from '@pilothouse/plugin-platform-node';

/** A template, as far as it declares what its pipeline needs. */
export interface Declaring {
  readonly metadata: Pick<EntityMeta, 'annotations'>;
}

/** What is known of the programs that a template declares. */
export interface Judged {
  readonly tools: readonly ToolState[];
  /** Why not all of it is. */
  readonly unknown?: ToolsUnknown;
}

/** Whether the executors of the CI server have what templates declare; in their order. */
export async function judgedTools(
  ci: CiServerExecutors,
  templates: readonly Declaring[],
  signal?: AbortSignal,
): Promise<Judged[]> {
  const declared = templates.map(declaredBy);
  const isNeeded = declared.some(({ needs }) => needs?.length);
  const told = isNeeded ? await toldBy(ci, signal) : { executors: [] };
  return declared.map(({ needs, text }): Judged => {
    if (!needs) {
      return { tools: [], unknown: { reason: 'unreadable', because: text } };
    }
    if (needs.length === 0) return { tools: [] };
    const tools = toolStatesOf(needs, told.executors);
    return { tools, ...unknownOf(tools, told) };
  });
}

/**
 * @returns why it is not known, if it is not
 * @throws InputError when the pipeline of a template would fail for lack of a program
 */
export async function assertTools(
  ci: CiServerExecutors,
  template: Declaring,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const [{ tools, unknown }] = await judgedTools(ci, [template], signal);
  const lacking = tools.filter(isLacking);
  if (lacking.length === 0) return unknown && unknownMessage(unknown);
  const because = lacking.map(toolMessage).join('; ');
  throw new InputError(
    `The pipeline would fail: ${because}. Have it installed there, or use a template that does not need it`,
  );
}

/** What is known of a program, for logs and for those who look for the cause. */
export function toolMessage(state: ToolState): string {
  const { atLeast, found, name, version = '' } = state;
  const wanted = atLeast ? `${name} ${atLeast} or newer` : name;
  switch (found) {
    case 'missing':
      return `no executor of the CI server has ${wanted}`;
    case 'too-old':
      return `the executors of the CI server have ${name} ${version}, not ${wanted}`;
    case 'apart':
      return `no executor of the CI server has ${wanted} together with the other programs`;
    case 'unknown':
      return `the executors of the CI server do not say whether they have ${wanted}`;
    default:
      return `an executor of the CI server has ${name} ${version}`;
  }
}

/** Why nothing is known of programs, for logs and for those who look for the cause. */
export function unknownMessage({ because, reason }: ToolsUnknown): string {
  const start =
    'Whether the CI server has the programs that the template needs could not be found out';
  switch (reason) {
    case 'no-answer':
      return `${start}: ${because}`;
    case 'no-executors':
      return `${start}, because ${because}`;
    case 'unreadable':
      return `${start}, because its annotation ${executorToolsAnnotation} is ${JSON.stringify(
        because,
      )}: write it like "java >= 21, mvn"`;
    default:
      return `${start}: its executors do not say whether they have ${because}`;
  }
}

interface Told {
  readonly executors: readonly ExecutorTools[];
  readonly unknown?: ToolsUnknown;
}

async function toldBy(
  ci: CiServerExecutors,
  signal?: AbortSignal,
): Promise<Told> {
  try {
    const executors = await ci.executors(signal);
    if (executors.length > 0) return { executors };
    const because = 'no machine takes its builds at present';
    return { executors, unknown: { reason: 'no-executors', because } };
  } catch (error) {
    signal?.throwIfAborted();
    const because = toError(error).message;
    return { executors: [], unknown: { reason: 'no-answer', because } };
  }
}

function unknownOf(
  tools: readonly ToolState[],
  { unknown }: Told,
): Pick<Judged, 'unknown'> {
  if (unknown) return { unknown };
  const untold = tools.filter(({ found }) => found === 'unknown');
  if (untold.length === 0) return {};
  const because = untold.map(({ name }) => name).join(', ');
  return { unknown: { reason: 'untold', because } };
}

/** @returns no needs for a declaration that cannot be read */
function declaredBy({ metadata }: Declaring): {
  readonly needs?: readonly ToolNeed[];
  readonly text: string;
} {
  const text = metadata.annotations?.[executorToolsAnnotation];
  return text === undefined
    ? { needs: [], text: '' }
    : { needs: toolNeedsOf(text), text };
}
