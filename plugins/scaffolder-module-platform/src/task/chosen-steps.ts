import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';

type TaskSpec = ScaffolderTask['spec'];

/** A condition that asks whether something was chosen in the form, and perhaps for more. */
const chosenPattern =
  /^\$\{\{\s*parameters\.([\w.]+)(\s+and\s+[\w.]+)?\s*\}\}$/;

/**
 * The steps of a run without those that are only for what was not chosen in the form: these are
 * skipped whatever happens, and say nothing of the run.
 */
export function chosenSteps({
  parameters,
  steps,
}: Pick<TaskSpec, 'parameters' | 'steps'>): TaskSpec['steps'] {
  return steps.filter(({ each, if: condition }) => {
    // Of a step that is repeated, each round has a condition of its own.
    if (typeof condition !== 'string' || each !== undefined) return true;
    const [, path, more] = chosenPattern.exec(condition) ?? [];
    if (path === undefined) return true;
    const value = valueAt(parameters, path);
    // Within an expression, a list counts as something also when it is empty.
    return more === undefined ? isChosen(value) : Boolean(value);
  });
}

function valueAt(parameters: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isObject(value) ? value[key] : undefined),
      parameters,
    );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** As the scaffolder judges a condition. */
function isChosen(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
