import { ignoring, MERGE_PATCH, type KubeRest } from '../../kube/rest.ts';
import type { CustomResource } from './objects.ts';

const APPLY = 'application/apply-patch+yaml';

/** What people are told about an action. */
export interface OperatorEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** One thing to do with Kubernetes' own objects. */
export type Action =
  | {
      /** Makes an object as it is wanted, or changes it to that. */
      readonly kind: 'apply';
      /** Path of the object. */
      readonly path: string;
      readonly object: object;
      readonly event?: OperatorEvent;
    }
  | {
      readonly kind: 'create';
      /** Path of the collection. */
      readonly path: string;
      readonly object: object;
      readonly event?: OperatorEvent;
    }
  | {
      readonly kind: 'patch';
      readonly path: string;
      readonly body: object;
      readonly event?: OperatorEvent;
    }
  | {
      readonly kind: 'delete';
      readonly path: string;
      readonly event?: OperatorEvent;
    }
  | { readonly kind: 'fetch-image' };

/**
 * Does one thing. What is there already, or is gone already, is no error: it was made a
 * moment ago, or goes with an earlier resource of that name.
 *
 * @param manager - owner of the fields that are applied
 * @param tell - told of what was done
 * @throws KubeError with what the API server refused
 */
export async function act(
  rest: Pick<KubeRest, 'json'>,
  action: Exclude<Action, { kind: 'fetch-image' }>,
  manager: string,
  tell: (event: OperatorEvent) => void,
): Promise<void> {
  const { path, event } = action;
  const done = (asked: Promise<unknown>) =>
    asked.then(() => event && tell(event));
  switch (action.kind) {
    case 'apply': {
      const query = { fieldManager: manager, force: true };
      const apply = { method: 'PATCH', contentType: APPLY, query } as const;
      await done(rest.json(path, { ...apply, body: action.object }));
      return;
    }
    case 'create': {
      const body = action.object;
      await ignoring(409, done(rest.json(path, { method: 'POST', body })));
      return;
    }
    case 'patch': {
      const patch = { method: 'PATCH', contentType: MERGE_PATCH } as const;
      const { body } = action;
      await ignoring(404, done(rest.json(path, { ...patch, body })));
      return;
    }
    case 'delete': {
      const body = { propagationPolicy: 'Background' };
      await ignoring(404, done(rest.json(path, { method: 'DELETE', body })));
    }
  }
}

/**
 * Writes what is new in a status, and takes away what it no longer says.
 *
 * @param path - of the resource
 */
export async function writeStatus(
  rest: Pick<KubeRest, 'json'>,
  path: string,
  { status: known }: CustomResource,
  wanted: object,
): Promise<void> {
  const status = statusChange(known, wanted);
  if (!status) return;
  const patch = { method: 'PATCH', contentType: MERGE_PATCH } as const;
  const body = { status };
  await ignoring(404, rest.json(`${path}/status`, { ...patch, body }));
}

/** What makes a status say what is wanted, null for what it no longer says; undefined where it does. */
export function statusChange(
  known: object | undefined,
  wanted: object,
): object | undefined {
  if (JSON.stringify(sorted(known)) === JSON.stringify(sorted(wanted))) {
    return undefined;
  }
  const gone = Object.keys(known ?? {})
    .filter(name => !(name in wanted))
    .map(name => [name, null]);
  return { ...Object.fromEntries(gone), ...wanted };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, held]) => [name, sorted(held)]),
  );
}
