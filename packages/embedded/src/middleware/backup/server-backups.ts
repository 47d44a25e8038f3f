import { isKubeError, type KubeRest } from '../../kube/rest.ts';
import { messageOf } from '../../parts/node-local/change-log.ts';
import type { Meta } from '../operator/objects.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { BackupDecision, Told } from './decision.ts';

/** After how many milliseconds to ask a server again that writes a backup. */
export const WHILE_WRITING_MS = 500;

interface Backup {
  readonly metadata?: Meta;
}

/** What differs between two operators in how a backup goes. */
export interface BackupSteps<Status, State> {
  /** What is to be done, with what the server says where that was asked. */
  decide(told?: Told<State>): BackupDecision<Status>;
  /** Path at which the server in a pod is asked and ordered. */
  path(pod: string): string;
  /** What the server is to know beside the uid. */
  order(): object;
  /** @param before - the status that was written last; missing for the one that was read */
  write(status: Status, before?: Status): Promise<void>;
  /** The status of a backup that the server has begun. */
  begun(status: Status): Status;
  /** The status of one that it has refused to begin. */
  refused(status: Status, because: string): Status;
  /** After how many milliseconds to look again at one that goes on. */
  again(status: Status): number;
}

/**
 * Has a backup made by the server that it is of, one step at a time.
 *
 * @returns after how many milliseconds to look again; undefined for when something changes
 */
export async function workBackup<Status, State>(
  rest: Pick<KubeRest, 'json'>,
  { metadata }: Backup,
  steps: BackupSteps<Status, State>,
): Promise<number | undefined> {
  const uid = metadata?.uid ?? '';
  const ask = (pod: string): Promise<Told<State>> =>
    rest
      .json<State>(steps.path(pod), { query: { uid } })
      .catch((error: unknown) =>
        isKubeError(error, 404) ? 'unknown' : 'no-answer',
      );
  const first = steps.decide();
  const decision =
    first.kind === 'ask' ? steps.decide(await ask(first.pod)) : first;
  switch (decision.kind) {
    case 'begin': {
      const { pod, status } = decision;
      await steps.write(status);
      const body = { uid, ...steps.order() };
      const begun = await rest
        .json(steps.path(pod), { method: 'POST', body })
        .then(
          () => steps.begun(status),
          (error: unknown) => steps.refused(status, messageOf(error)),
        );
      await steps.write(begun, status);
      return WHILE_WRITING_MS;
    }
    case 'status': {
      const { again, status } = decision;
      await steps.write(status);
      return again ? steps.again(status) : undefined;
    }
    default:
      return undefined;
  }
}

/** Removes from a store the objects of backups that are no more. */
export function keepBackups(
  store: Pick<ObjectStore, 'keepOnly'>,
  backups: readonly Backup[],
  log: (message: string) => void,
): void {
  const uids = new Set(backups.map(({ metadata }) => metadata?.uid ?? ''));
  store
    .keepOnly(uids)
    .catch((error: unknown) => log(`object store: ${messageOf(error)}`));
}
