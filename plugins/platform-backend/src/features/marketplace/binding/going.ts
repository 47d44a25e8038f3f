import { ConflictError } from '@backstage/errors';
import type {
  BindingChoices,
  InstanceDetail,
} from '@pilothouse/plugin-platform-common';

type Living = Pick<InstanceDetail, 'deletion' | 'saying'>;

/** That an instance is being deleted, or will be, so that nothing new is to be bound to it. */
export function goingOf({ deletion, saying }: Living): BindingChoices['going'] {
  if (saying.kind === 'deleting') return { kind: 'deleting' };
  return deletion && { kind: 'to-be-deleted', at: deletion.at };
}

/** @throws ConflictError for an instance that is being deleted, or will be */
export function assertStays(instance: Living, name: string): void {
  const going = goingOf(instance);
  if (!going) return;
  throw new ConflictError(
    going.kind === 'deleting'
      ? `${name} is being deleted, so that nothing can be bound to it any more`
      : `${name} will be deleted at ${going.at}, so that nothing new can be bound to it; undo its deletion first`,
  );
}
