import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  contentProblem,
  type ContentField,
  type ContentRemoval,
  type ContentRequest,
  type InstanceRef,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type MiddlewareContents,
} from '@pilothouse/plugin-platform-node';
import { noSuchInstance } from '../deletion';
import { announcedOn } from '../grace/pending';
import { siteOf } from '../instance';
import type { Writing } from '../InstanceWriter';
import { servedOf } from '../offers';
import { valueAt } from '../value-at';
import { instanceAt, type MarketplaceContext } from '../view';
import { pathsOf } from './paths';

/**
 * What has to be written for something that an instance holds.
 *
 * @throws NotFoundError for an instance that there is not, or that holds no such thing
 * @throws InputError for values that it cannot have, or cannot come to have
 * @throws ConflictError for an instance that is to be deleted
 */
export function contentWriting(
  { ref, name, values, changes }: ContentRequest,
  context: MarketplaceContext,
): { readonly request: OrderRequest; readonly writing: Writing } {
  const { contents, object, version, custom } = contentsAt(ref, context);
  const announced = announcedOn(object);
  if (announced) {
    throw new ConflictError(
      `${ref.name} is to be deleted at ${announced.at}, so that nothing new can be made in it; undo that first`,
    );
  }
  const held = changes ? contentAt(ref, name, contents, custom) : undefined;
  assertTaken(values, contents.fields, held);
  return {
    request: { ...ref, name, values, ...(changes && { changes }) },
    writing: { item: contents, version, labels: contents.labelsOf(ref.name) },
  };
}

/**
 * Where something is that an instance holds.
 *
 * @throws NotFoundError for what it does not hold
 */
export function contentRemoval(
  { ref, name }: Pick<ContentRemoval, 'ref' | 'name'>,
  context: MarketplaceContext,
): { readonly ref: InstanceRef; readonly writing: Writing } {
  const { contents, version, custom } = contentsAt(ref, context);
  contentAt(ref, name, contents, custom);
  return { ref: { ...ref, name }, writing: { item: contents, version } };
}

/** @throws InputError naming the field that cannot be so */
function assertTaken(
  values: Values,
  fields: readonly ContentField[],
  held: CustomObject | undefined,
): void {
  const known = new Set(fields.map(({ path }) => JSON.stringify(path)));
  const other = pathsOf(values, fields).find(
    path => !known.has(JSON.stringify(path)),
  );
  if (other) {
    throw new InputError(
      `spec.${other.join(
        '.',
      )} is no field that can be set here; there are ${fields
        .map(({ path }) => path.join('.'))
        .join(', ')}`,
    );
  }
  for (const field of fields) {
    const wanted = valueAt(values, field.path);
    if (wanted === undefined) continue;
    const before = held && valueAt(held.spec, field.path);
    const problem =
      laterProblem(field, wanted, before) ??
      (wanted === null ? undefined : contentProblem(field, wanted));
    if (problem) {
      throw new InputError(`${field.title.en} ${problem}`);
    }
  }
}

/** What is wrong with a value in place of what is there; undefined for what can become so. */
function laterProblem(
  { later }: ContentField,
  wanted: unknown,
  before: unknown,
): string | undefined {
  if (later === undefined || before === undefined || wanted === before) {
    return undefined;
  }
  if (later === 'stays') {
    return `cannot be changed once it is there: it is ${before}`;
  }
  return typeof wanted === 'number' && wanted > Number(before)
    ? undefined
    : `can only become more: it is ${before}`;
}

function contentAt(
  ref: InstanceRef,
  name: string,
  { instanceOf, kind }: MiddlewareContents,
  custom: ReturnType<typeof contentsAt>['custom'],
): CustomObject {
  const { namespace } = ref;
  const found = custom.get(customKindName(kind), { namespace, name });
  if (found && instanceOf(found) === ref.name) return found;
  throw new NotFoundError(`${ref.name} has no ${kind.kind} ${name} any more`);
}

function contentsAt(ref: InstanceRef, context: MarketplaceContext) {
  const { item, site } = siteOf(ref, context);
  const { custom } = site;
  const object = instanceAt(item, custom, ref);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  const { contents } = item;
  const served = contents && servedOf(contents.kind, custom);
  if (served?.kind === 'pending') {
    throw new ServiceUnavailableError(
      `The portal has not read yet which kinds the cluster ${ref.cluster} has; try again in a minute`,
    );
  }
  if (!contents || served?.kind !== 'served') {
    throw new NotFoundError(
      `The portal knows of nothing that ${item.title} holds in the cluster ${ref.cluster}`,
    );
  }
  return { contents, object, custom, version: served.version };
}
