import { type Filter, parse } from 'scim2-parse-filter';
import { ScimError } from './error.ts';
import { resolveAttribute, type Schema } from './schemas.ts';

type Compare = Extract<Filter, { compValue: unknown }>;
type Test = (resource: unknown) => boolean;

const MAX_LENGTH = 2000;

/**
 * Compiles a filter expression (RFC 7644, section 3.4.2.2).
 *
 * @param within - the multi-valued attribute whose values are tested, for paths such as
 * `emails[type eq "work"]`
 * @throws ScimError 400 `invalidFilter`
 */
export function compileFilter(
  schema: Schema,
  text: string,
  within?: string,
): Test {
  if (text.length > MAX_LENGTH) {
    throw invalid(`The filter is longer than ${MAX_LENGTH} characters`);
  }
  let filter: Filter;
  try {
    filter = parse(text);
  } catch (error) {
    throw invalid(
      `The filter cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  return compile(schema, filter, within);
}

function compile(
  schema: Schema,
  filter: Filter,
  within: string | undefined,
): Test {
  switch (filter.op) {
    case 'and': {
      const tests = filter.filters.map(part => compile(schema, part, within));
      return resource => tests.every(test => test(resource));
    }
    case 'or': {
      const tests = filter.filters.map(part => compile(schema, part, within));
      return resource => tests.some(test => test(resource));
    }
    case 'not': {
      const test = compile(schema, filter.filter, within);
      return resource => !test(resource);
    }
    case '[]': {
      const { read } = reader(schema, filter.attrPath, within);
      const test = compile(schema, filter.valFilter, filter.attrPath);
      return resource => read(resource).some(test);
    }
    case 'pr': {
      const { read } = reader(schema, filter.attrPath, within);
      return resource => read(resource).length > 0;
    }
    default: {
      const { read, caseExact } = reader(
        schema,
        filter.attrPath,
        within,
        'value',
      );
      return resource => compare(filter, read(resource), caseExact);
    }
  }
}

function reader(
  schema: Schema,
  attrPath: string,
  within?: string,
  whole?: string,
) {
  const attributes = resolveAttribute(
    schema,
    within ? `${within}.${attrPath}` : attrPath,
  );
  if (!attributes)
    throw invalid(
      `The filter names "${attrPath}", which ${schema.name} has not`,
    );
  const last = attributes.at(-1);
  const inner =
    whole && last?.subAttributes?.find(({ name }) => name === whole);
  const names = attributes.slice(within ? 1 : 0).map(({ name }) => name);
  if (inner) names.push(inner.name);
  return {
    caseExact: (inner || last)?.caseExact ?? false,
    read: (resource: unknown) => valuesAt(resource, names),
  };
}

function valuesAt(
  value: unknown,
  [name, ...rest]: readonly string[],
): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap(item => valuesAt(item, name ? [name, ...rest] : []));
  if (name === undefined) return [value];
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return [];
  return valuesAt(Reflect.get(value, name), rest);
}

function compare(
  { op, compValue }: Compare,
  values: unknown[],
  caseExact: boolean,
): boolean {
  if (op === 'ne')
    return !compare({ op: 'eq', attrPath: '', compValue }, values, caseExact);
  if (compValue === null) return op === 'eq' && values.length === 0;
  const fold = (text: string) => (caseExact ? text : text.toLowerCase());
  return values.some(value => {
    if (typeof value === 'string' && typeof compValue === 'string') {
      return compareText(op, fold(value), fold(compValue));
    }
    return op === 'eq' && value === compValue;
  });
}

function compareText(
  op: Exclude<Compare['op'], 'ne'>,
  value: string,
  wanted: string,
): boolean {
  switch (op) {
    case 'eq':
      return value === wanted;
    case 'co':
      return value.includes(wanted);
    case 'sw':
      return value.startsWith(wanted);
    case 'ew':
      return value.endsWith(wanted);
    case 'gt':
      return value > wanted;
    case 'ge':
      return value >= wanted;
    case 'lt':
      return value < wanted;
    case 'le':
      return value <= wanted;
    default:
      return op satisfies never;
  }
}

function invalid(detail: string): ScimError {
  return new ScimError(400, detail, 'invalidFilter');
}
