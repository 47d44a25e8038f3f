import { ConflictError } from '@backstage/errors';
import type { FieldConflict } from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { bodyOf, queryOf, type Draft } from './drafts';
import { keeperOf } from './keeper';
import type { PersonalClient } from './PersonalClient';
import { conflictsOf, errorOf, isOutdated } from './status';

/** What came of sending a draft. */
export type Sent =
  | { readonly kind: 'done'; readonly object: KubeObject }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly FieldConflict[] }
  /** The object has moved on since it was read. */
  | { readonly kind: 'outdated' };

/**
 * Sends a draft.
 *
 * @param how - whether it is tried only, and whether fields of others are taken over
 * @throws the error that fits what the API server said
 */
export async function send(
  client: PersonalClient,
  draft: Draft,
  how: { readonly dryRun: boolean; readonly force: boolean },
): Promise<Sent> {
  const { overwrites = [] } = draft;
  if (overwrites.length > 0 && !how.force) {
    return { kind: 'conflicts', conflicts: overwrites };
  }
  const query = queryOf(draft, how);
  const body = bodyOf(draft, how);
  const response = await client.send({ ...draft.request, query, body });
  if (response.ok) {
    return { kind: 'done', object: response.json<KubeObject>() };
  }
  const conflicts = conflictsOf(response);
  if (conflicts.length > 0) {
    return { kind: 'conflicts', conflicts };
  }
  if (isOutdated(response)) {
    return { kind: 'outdated' };
  }
  throw errorOf(client.cluster, response);
}

/** The error for a change of fields that others own. */
export function contested(conflicts: readonly FieldConflict[]): Error {
  const owners = conflicts.map(({ field, manager }) => `${field} (${manager})`);
  return new ConflictError(
    `Somebody else has set what you want to change: ${owners.join(
      ', ',
    )}. Look at the change again and decide whether to take it over`,
  );
}

const keepers = { 'argo-cd': 'Argo CD', flux: 'Flux' } as const;

/**
 * Nothing is taken over from what keeps an object as git says: it would be undone, again
 * and again.
 *
 * @throws ConflictError saying where to change it instead
 */
export function assertMayTakeOver(object: KubeObject): void {
  const keeper = keeperOf(object);
  if (keeper === 'argo-cd' || keeper === 'flux') {
    throw new ConflictError(
      `${keepers[keeper]} keeps it as git says and would undo the change; change it in git`,
    );
  }
}
