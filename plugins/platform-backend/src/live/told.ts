import {
  isPatchable,
  type LiveEvent,
  type PatchOperation,
} from '@pilothouse/plugin-platform-common';
import { compare, type Operation } from 'fast-json-patch';
import type { ViewState } from './Topic';

/** What a connection was last told of a view; a revision is what the browser came with. */
export type Told = ViewState | { readonly kind: 'nothing'; revision?: string };

/** More operations than this are no smaller than the whole. */
const mostOperations = 1_000;

/** The event that brings a connection from what it was told to how the view is now. */
export function eventOf(
  view: string,
  told: Told,
  state: ViewState,
): LiveEvent | undefined {
  if (told === state) {
    return undefined;
  }
  if (state.kind === 'failed') {
    return { kind: 'failed', view, error: state.error };
  }
  const { revision, value } = state;
  if (told.kind !== 'failed' && told.revision === revision) {
    return told.kind === 'nothing' ? { kind: 'unchanged', view } : undefined;
  }
  const operations =
    told.kind === 'value' ? difference(told.value, value) : undefined;
  return operations
    ? { kind: 'patch', view, revision, operations }
    : { kind: 'value', view, revision, value };
}

function difference(before: unknown, now: unknown) {
  if (!isObject(before) || !isObject(now)) {
    return undefined;
  }
  if (Array.isArray(before) !== Array.isArray(now)) {
    return undefined;
  }
  const operations = compare(before, now).filter(isSent);
  return operations.length <= mostOperations &&
    operations.every(({ path }) => isPatchable(path))
    ? operations
    : undefined;
}

function isSent(operation: Operation): operation is PatchOperation & Operation {
  return ['add', 'replace', 'remove'].includes(operation.op);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
