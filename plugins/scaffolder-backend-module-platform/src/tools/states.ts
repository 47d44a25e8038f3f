import type { EntityMeta } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  executorToolsAnnotation,
  isLacking,
  toolNeedsOf,
  toolStateOf,
  type ExecutorTools,
  type ToolState,
} from '@pilothouse/plugin-platform-common';
import type { CiServerExecutors } from '@pilothouse/plugin-platform-node';

/** A template, as far as it declares what its pipeline needs. */
export interface Declaring {
  readonly metadata: Pick<EntityMeta, 'annotations'>;
}

/**
 * Whether the executors of the CI server have what templates declare; in their order. A CI
 * server that does not answer tells nothing of its executors.
 */
export async function toolStatesOf(
  ci: CiServerExecutors,
  templates: readonly Declaring[],
  signal?: AbortSignal,
): Promise<ToolState[][]> {
  const needs = templates.map(needsOf);
  const executors: readonly ExecutorTools[] = needs.some(each => each.length)
    ? await ci.executors(signal).catch(() => [])
    : [];
  return needs.map(each => each.map(need => toolStateOf(need, executors)));
}

/** @throws InputError when the pipeline of a template would fail for lack of a program */
export async function assertTools(
  ci: CiServerExecutors,
  template: Declaring,
  signal?: AbortSignal,
): Promise<void> {
  const states = await toolStatesOf(ci, [template], signal);
  const lacking = states.flat().filter(isLacking);
  if (lacking.length === 0) return;
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
    case 'unknown':
      return `the executors of the CI server do not say whether they have ${wanted}`;
    default:
      return `an executor of the CI server has ${name} ${version}`;
  }
}

/** A declaration that cannot be read claims nothing. */
function needsOf({ metadata }: Declaring) {
  const text = metadata.annotations?.[executorToolsAnnotation];
  return (text && toolNeedsOf(text)) || [];
}
