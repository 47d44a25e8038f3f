import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, toError } from '@backstage/errors';
import { parse } from 'yaml';
import { isValues, merged, type Values } from './demand';

/** A chart that is read, not run: what it says of itself. */
export interface Chart {
  readonly values: Values;
  /** Values of an environment, over those of the chart. */
  readonly ofEnvironment: ReadonlyMap<string, Values>;
  readonly templates: readonly string[];
}

/**
 * Reads the chart of a service.
 *
 * @returns undefined when there is none
 * @throws InputError for values that are no YAML
 */
export async function readChart(
  folder: string,
  environments: readonly string[],
): Promise<Chart | undefined> {
  const own = await valuesIn(join(folder, 'values.yaml'));
  const templates = await textsIn(join(folder, 'templates'));
  if (!own && templates.length === 0) return undefined;
  const values = own ?? {};
  const ofEnvironment = new Map<string, Values>();
  for (const environment of environments) {
    const file = join(folder, `values-${environment}.yaml`);
    ofEnvironment.set(
      environment,
      merged(values, (await valuesIn(file)) ?? {}),
    );
  }
  return { values, ofEnvironment, templates };
}

/** Kinds of the objects that the templates of a chart make with some values. */
export function kindsOf(
  templates: readonly string[],
  values: Values,
): string[] {
  return templates
    .filter(text => isWanted(text, values))
    .flatMap(text =>
      [...text.matchAll(/^kind:\s*([A-Za-z]+)\s*$/gm)].map(([, kind]) => kind),
    );
}

/**
 * Whether a template makes anything: what is wholly inside a condition on one value is left
 * out where that is not set. Other conditions are taken to hold.
 */
function isWanted(text: string, values: Values): boolean {
  const [before] = text.split(/^(?:apiVersion|kind):/m);
  const conditions = before.matchAll(
    /{{-?\s*if\s+(not\s+)?\.Values\.([\w.]+)\s*-?}}/g,
  );
  return [...conditions].every(([, not, path]) => {
    const value = path
      .split('.')
      .reduce<unknown>(
        (at, key) => (isValues(at) ? at[key] : undefined),
        values,
      );
    return isSet(value) !== Boolean(not);
  });
}

/** As Go's templates judge a value. */
function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isValues(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

async function valuesIn(file: string): Promise<Values | undefined> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  try {
    const values: unknown = parse(text) ?? {};
    if (isValues(values)) return values;
  } catch (error) {
    throw new InputError(
      `The values of the chart cannot be read: ${toError(error).message}`,
    );
  }
  throw new InputError('The values of the chart are no map');
}

async function textsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(absent([]));
  const files = names.filter(name => /\.ya?ml$/.test(name)).sort();
  return Promise.all(files.map(name => readFile(join(folder, name), 'utf8')));
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(absent(undefined));
}

/** What stands for a file that is not there; anything else is an error. */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
