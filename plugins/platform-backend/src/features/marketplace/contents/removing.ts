import { setTimeout } from 'node:timers/promises';
import { ConflictError, isError } from '@backstage/errors';
import type { DeletionOrder } from '@pilothouse/plugin-platform-common';
import type { Rights } from '../../../rights';
import type { Acting } from '../acting';
import type { InstanceWriter } from '../InstanceWriter';
import { rightTo } from '../rights';
import { contentRemoval } from './writing';

/** What deleting takes. */
interface Removing {
  readonly rights: Pick<Rights, 'assertCan'>;
  readonly writer: Pick<InstanceWriter, 'look' | 'remove'>;
}

/** How long to wait until what was deleted is gone. */
interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
}

const mostNamed = 10;
const usually: Patience = { tries: 60, pauseMs: 500 };

/**
 * Deletes those of what an instance holds that are named, and waits until they are gone: whoever
 * runs the instance takes their data away only as long as the instance is there.
 *
 * @throws NotAllowedError for whom may not delete one of them, or the instance; then nothing is
 * @throws NotFoundError for what it does not hold any more
 * @throws ConflictError when they are not gone after a while
 */
export async function removeContents(
  { rights, writer }: Removing,
  acting: Acting,
  { ref, contents = [] }: Pick<DeletionOrder, 'ref' | 'contents'>,
  { tries, pauseMs }: Patience = usually,
): Promise<void> {
  const { viewer } = acting;
  const going = contents.map(({ name, uid }) => ({
    ...contentRemoval({ ref, name }, acting.context),
    uid,
  }));
  if (going.length === 0) return;
  const { item } = acting.writing;
  await rights.assertCan(acting, rightTo('delete', item, ref.name), ref);
  for (const { ref: its, writing } of going) {
    const right = rightTo('remove-content', writing.item, its.name);
    await rights.assertCan(acting, right, ref);
  }
  for (const { writing, ...order } of going) {
    await writer.remove(viewer, order, writing).catch(unlessMissing);
  }
  let left: readonly (typeof going)[number][] = going;
  for (let i = 0; left.length > 0 && i < tries; i++) {
    if (i > 0) await setTimeout(pauseMs);
    left = await withoutGone(left, ({ ref: its, uid, writing }) =>
      writer
        .look(viewer, its, writing)
        .then(found => found?.metadata?.uid !== uid),
    );
  }
  if (left.length === 0) return;
  const names = left.slice(0, mostNamed).map(each => each.ref.name);
  throw new ConflictError(
    `${ref.name} was not deleted, as ${
      left.length
    } of what it holds are being deleted and not gone yet: ${names.join(', ')}${
      left.length > mostNamed ? ', …' : ''
    }. Look again once they are, or find out why their operator does not take them away`,
  );
}

/** Those from the first on that is not gone, of which there may be thousands. */
async function withoutGone<T>(
  all: readonly T[],
  isGone: (one: T) => Promise<boolean>,
): Promise<readonly T[]> {
  for (const [i, each] of all.entries()) {
    if (!(await isGone(each))) return all.slice(i);
  }
  return [];
}

/** For what may be gone already: rethrows all other errors. */
export function unlessMissing(error: unknown): void {
  if (!isError(error) || error.name !== 'NotFoundError') throw error;
}
