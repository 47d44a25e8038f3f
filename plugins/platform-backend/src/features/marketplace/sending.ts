import type { FieldConflict, Values } from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import {
  changedSince,
  conflictsOf,
  errorOf,
  fieldManager,
  isOutdated,
  isStill,
  isUnconditional,
  preconditionOf,
  type PersonalClient,
} from '../../kube/write';
import { emptying } from './kept';

/** What came of sending something. */
type Sent =
  | { readonly kind: 'done'; readonly object: CustomObject }
  | { readonly kind: 'conflicts'; readonly conflicts: FieldConflict[] }
  /** Another was made meanwhile of the name of a new one. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'outdated' };

/** How often an order is drafted anew because its object has moved on meanwhile. */
export const maxTries = 4;

/** Where it is sent, and whether it is tried only. */
interface How {
  readonly path: string;
  readonly dryRun: boolean;
}

/** Applies what the portal wants, as its manager. */
export function apply(
  client: PersonalClient,
  body: object,
  { force, ...how }: How & { readonly force: boolean },
): Promise<Sent> {
  return patch(client, body, how, {
    type: 'apply-patch+yaml',
    query: { force },
  });
}

/** Sets fields whoever owns them, and takes away those that are null. */
export function merge(
  client: PersonalClient,
  change: { readonly spec?: Values; readonly metadata?: object },
  before: CustomObject,
  how: How,
): Promise<Sent> {
  const { uid, resourceVersion } = preconditionOf(before);
  const metadata = { ...change.metadata, uid, resourceVersion };
  const body = { ...change, metadata };
  return patch(client, body, how, { type: 'merge-patch+json', query: {} });
}

/** What the kind does not have is refused, rather than dropped without a word. */
async function patch(
  client: PersonalClient,
  body: object,
  { path, dryRun }: How,
  { type, query }: { type: string; query: { force?: boolean } },
): Promise<Sent> {
  const answer = await client.send({
    method: 'PATCH',
    path,
    query: {
      fieldManager,
      fieldValidation: 'Strict',
      ...query,
      ...(dryRun && { dryRun: 'All' }),
    },
    headers: { 'content-type': `application/${type}` },
    body,
  });
  if (answer.ok) return { kind: 'done', object: answer.json<CustomObject>() };
  const conflicts = conflictsOf(answer);
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts };
  if (isUnconditional(answer)) return { kind: 'taken' };
  if (isOutdated(answer)) return { kind: 'outdated' };
  throw errorOf(client.cluster, answer);
}

/**
 * Takes fields away, whoever wants them. An operator tells the state of the object all the
 * time, which is no reason not to.
 *
 * @throws ConflictError when somebody else changed what is wanted meanwhile
 */
export async function empty(
  client: PersonalClient,
  paths: readonly (readonly string[])[],
  object: CustomObject,
  path: string,
): Promise<void> {
  const spec = emptying(paths);
  let last = object;
  for (let tries = 0; tries < maxTries; tries++) {
    const sent = await merge(client, { spec }, last, { path, dryRun: false });
    if (sent.kind === 'done') return;
    const now = await client.read<CustomObject>(path);
    if (!isStill(now, preconditionOf(object))) break;
    last = now;
  }
  throw changedSince(client.cluster);
}
