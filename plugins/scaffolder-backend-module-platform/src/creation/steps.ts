import { InputError } from '@backstage/errors';

/** A step of a template, as far as a preview reads it. */
export interface Step {
  readonly id?: string;
  readonly action: string;
  readonly input?: Readonly<Record<string, unknown>>;
}

/** What is run of a template to know what it would make. */
export interface PreviewRun<S extends Step> {
  /** Steps before the preview that do nothing but write files. */
  readonly steps: readonly S[];
  /** The input of the preview, each text of it by where it is. */
  readonly output: Readonly<Record<string, string>>;
}

/**
 * What of a template's steps is run for its preview. Only steps that write files of the
 * workspace are: all others would act, or read, with the portal's rights in place of the
 * person's.
 *
 * @throws InputError for a template without the step `pilothouse:preview`
 */
export function previewRunOf<S extends Step>(
  steps: readonly S[],
): PreviewRun<S> {
  const at = steps.findIndex(({ action }) => action === 'pilothouse:preview');
  if (at < 0) {
    throw new InputError(
      'The template has no step pilothouse:preview, by which the portal knows what would come to be: add one after those that write the files',
    );
  }
  return {
    steps: steps
      .slice(0, at)
      .filter(({ action }) => /^(fetch|fs):/.test(action)),
    output: Object.fromEntries(
      Object.entries(steps[at].input ?? {}).flatMap(([key, value]) =>
        textsOf(key, value),
      ),
    ),
  };
}

function textsOf(path: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) {
    return /[./]/.test(path) ? [[path, String(value)]] : [];
  }
  return Array.isArray(value)
    ? value.flatMap((each, at) => textsOf(`${path}/${at}`, each))
    : Object.entries(value).flatMap(([name, each]) =>
        textsOf(`${path}.${name}`, each),
      );
}

/** The input of the preview, put together again from what was filled in. */
export function inputOf(
  output: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.entries(output).reduce<Record<string, unknown>>(
    (input, [path, value]) =>
      Object(withValue(input, path.match(/[./]?[^./]+/g) ?? [], value)),
    {},
  );
}

function withValue(
  whole: unknown,
  [step, ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  const name = step.replace(/^[./]/, '');
  const inner = withValue(Reflect.get(Object(whole), name), rest, value);
  if (!step.startsWith('/')) return { ...Object(whole), [name]: inner };
  const list: unknown[] = Array.isArray(whole) ? [...whole] : [];
  list[Number(name)] = inner;
  return list;
}

/** Where a step takes files from beside the template. */
export interface Source {
  /** What the template calls the step. */
  readonly step: string;
  readonly url: string;
  readonly isFile: boolean;
}

/** Addresses beside the template from which its steps take files. */
export function sourcesOf(steps: readonly Step[]): Source[] {
  return steps.flatMap(({ action, id, input }) => {
    const url = input?.url;
    const step = id ?? action;
    if (!action.startsWith('fetch:') || typeof url !== 'string') return [];
    if (URL.canParse(url)) return [];
    if (url.includes('${{')) return [{ step, url: '.', isFile: false }];
    return [{ step, url, isFile: action.endsWith(':file') }];
  });
}
