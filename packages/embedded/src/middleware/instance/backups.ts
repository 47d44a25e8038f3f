import { isWritable } from './object-store.ts';

/** How far a backup is that a server makes. */
export type Making<Made> =
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly error: string }
  | Made;

/** Answers a request with a status and a body. */
export type Say = (code: number, body: unknown) => void;

/** The backups that were ordered of a server since it started, by their uids. */
export class Backups<Made> {
  readonly #known = new Map<string, Making<Made>>();

  /** Says how far a backup is. */
  tell(uid: string | null, say: Say): void {
    const state = this.#known.get(uid ?? '');
    say(state ? 200 : 404, state ?? { message: 'There is no such backup' });
  }

  /**
   * Begins a backup that was not begun yet, and says so. Who may write to the store may order
   * the backup that goes there, and nobody else. What lies there is read by the namespace of
   * its path, so that nothing goes to the path of another one than the pod's.
   *
   * @param order - of the backup: its uid, and the signed address of its data
   * @param addresses - all to which it goes
   * @param take - makes it
   */
  async begin(
    { uid, data }: { readonly uid: string; readonly data: string },
    addresses: readonly string[],
    take: () => Promise<Making<Made>>,
    say: Say,
  ): Promise<void> {
    const isOurs = addresses.every(at => isOfBackup(at, uid, process.env));
    if (!isOurs) {
      say(403, { message: 'The backup is not of this namespace' });
      return;
    }
    if (!(await isWritable(data))) {
      say(403, { message: 'The object store does not take this backup' });
      return;
    }
    if (!this.#known.has(uid)) {
      this.#known.set(uid, { state: 'running' });
      void take()
        .catch(
          (error: unknown): Making<Made> => ({
            state: 'failed',
            error: error instanceof Error ? error.message : String(error),
          }),
        )
        .then(state => this.#known.set(uid, state));
    }
    say(202, {});
  }
}

/** Whether an address is of the store, and there of a backup in the namespace of the pod. */
function isOfBackup(
  address: string,
  uid: string,
  { OBJECT_STORE: store, NAMESPACE: namespace }: NodeJS.ProcessEnv,
): boolean {
  if (!store || !namespace || !URL.canParse(address)) return false;
  const { href } = new URL(address);
  const folder = new URL(`${namespace}/${uid}/`, store).href;
  return href.startsWith(folder);
}
