import { z } from 'zod';
import { ScimError } from './error.ts';
import { compileFilter } from './filter.ts';
import {
  canonicalNames,
  resolveAttribute,
  type Attribute,
  type Schema,
} from './schemas.ts';

/** Values by attribute name, as they travel. */
export type Values = Readonly<Record<string, unknown>>;

const operationSchema = z.object({
  op: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['add', 'remove', 'replace'])),
  path: z.string().min(1).max(2000).optional(),
  value: z.unknown().optional(),
});

/** Body of a PATCH request (RFC 7644, section 3.5.2). */
export const patchSchema = z.object({
  schemas: z
    .array(z.string())
    .refine(
      ids => ids.includes('urn:ietf:params:scim:api:messages:2.0:PatchOp'),
      'must contain urn:ietf:params:scim:api:messages:2.0:PatchOp',
    ),
  Operations: z.array(operationSchema).min(1).max(1000),
});

type Operation = z.infer<typeof operationSchema>;

interface Target {
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
  readonly selects: ((value: unknown) => boolean) | undefined;
  readonly path: string;
}

/**
 * Applies the operations in their order, all or none.
 *
 * @throws ScimError 400 naming the path that does not fit
 */
export function applyPatch(
  schema: Schema,
  resource: Values,
  operations: Operation[],
): Values {
  return operations.reduce((values, operation) => {
    if (operation.path !== undefined)
      return applyAt(schema, values, operation, operation.path);
    if (operation.op === 'remove') {
      throw new ScimError(
        400,
        'path: an operation "remove" needs one',
        'noTarget',
      );
    }
    if (!isValues(operation.value)) {
      throw new ScimError(
        400,
        'value: must be an object where there is no path',
        'invalidValue',
      );
    }
    return Object.entries(operation.value).reduce(
      (partly, [path, value]) =>
        applyAt(schema, partly, { ...operation, value }, path),
      values,
    );
  }, resource);
}

function applyAt(
  schema: Schema,
  values: Values,
  operation: Operation,
  path: string,
): Values {
  const target = parsePath(schema, path);
  const { name } = target.attribute;
  const prefix = `${name}.${target.sub ? `${target.sub.name}.` : ''}`;
  const value = canonicalNames(schema, operation.value, prefix);
  const before = Object.hasOwn(values, name) ? values[name] : undefined;
  const after = target.attribute.multiValued
    ? changeMany(
        target,
        Array.isArray(before) ? before : [],
        operation.op,
        value,
      )
    : changeOne(target, before, operation.op, value);
  const { [name]: _old, ...others } = values;
  return after === undefined ? others : { ...others, [name]: after };
}

function parsePath(schema: Schema, path: string): Target {
  const match = /^([^[\]]+)(?:\[(.*)\](?:\.([^[\]]+))?)?$/.exec(path);
  const outer = match?.[1] ?? '';
  const subName = match?.[3];
  const attributes = resolveAttribute(
    schema,
    subName ? `${outer}.${subName}` : outer,
  );
  const attribute = attributes?.[0];
  if (!attribute)
    throw new ScimError(
      400,
      `path: ${schema.name} has no "${path}"`,
      'invalidPath',
    );
  if (attributes.some(({ mutability }) => mutability === 'readOnly')) {
    throw new ScimError(400, `path: "${path}" can only be read`, 'mutability');
  }
  const condition = match?.[2];
  if (condition !== undefined && !attribute.multiValued) {
    throw new ScimError(
      400,
      `path: "${attribute.name}" has a single value`,
      'invalidPath',
    );
  }
  const selects =
    condition === undefined
      ? undefined
      : compileFilter(schema, condition, attribute.name);
  return { attribute, sub: attributes[1], selects, path };
}

function changeOne(
  target: Target,
  before: unknown,
  op: Operation['op'],
  value: unknown,
): unknown {
  const { sub } = target;
  if (sub) {
    const parts = isValues(before) ? before : {};
    if (op !== 'remove') return { ...parts, [sub.name]: value };
    return Object.fromEntries(
      Object.entries(parts).filter(([name]) => name !== sub.name),
    );
  }
  if (op === 'remove') return undefined;
  return isValues(before) && isValues(value) ? { ...before, ...value } : value;
}

function changeMany(
  target: Target,
  before: unknown[],
  op: Operation['op'],
  value: unknown,
) {
  const { selects, sub } = target;
  if (selects || sub) return changeSelected(target, before, op, value);
  const given = value === undefined ? [] : [value].flat();
  if (op === 'replace') return given;
  if (op === 'add')
    return [...before, ...given.filter(item => !before.some(sameAs(item)))];
  return given.length === 0
    ? []
    : before.filter(item => !given.some(sameAs(item)));
}

function changeSelected(
  target: Target,
  before: unknown[],
  op: Operation['op'],
  value: unknown,
) {
  const { path, sub } = target;
  const selects = target.selects ?? (() => true);
  if (op === 'remove' && !sub) return before.filter(item => !selects(item));
  if (op !== 'remove' && !before.some(selects)) {
    throw new ScimError(400, `path: nothing fits "${path}"`, 'noTarget');
  }
  return before.map(item =>
    selects(item) ? changeOne({ ...target }, item, op, value) : item,
  );
}

/** Two values of a multi-valued attribute are the same when their `value` is. */
function sameAs(item: unknown): (other: unknown) => boolean {
  const key = (value: unknown) => (isValues(value) ? value.value : value);
  return other => key(other) === key(item);
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
