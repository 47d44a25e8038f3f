import type {
  InstanceRef,
  OrderPreview,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  CustomReader,
  MiddlewareCompanion,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { preconditionOf } from '../../../kube/write';
import type { Asker } from '../../../rights';
import { versionOf } from '../backups/writing';
import { siteOf } from '../instance';
import type { InstanceWriter, Writing } from '../InstanceWriter';
import type { MarketplaceContext } from '../view';
import { isOf, joined } from './joined';

/** An instance as somebody may read it, and what a change of it must still find. */
interface Read {
  readonly object: CustomObject;
  readonly precondition: NonNullable<OrderPreview['precondition']>;
}

/**
 * Reads an instance and its companions from the API server, as the person.
 *
 * @throws NotFoundError for one that there is not
 */
export async function readInstance(
  { writer }: { readonly writer: Pick<InstanceWriter, 'look' | 'read'> },
  {
    context,
    viewer,
    writing,
  }: Pick<Asker, 'viewer'> & {
    readonly context: MarketplaceContext;
    readonly writing: Writing & { readonly item: MiddlewareItem };
  },
  ref: InstanceRef,
): Promise<Read> {
  const { item } = writing;
  const { companions = [] } = item;
  const instance = await writer.read(viewer, ref, writing);
  const precondition = preconditionOf(instance);
  if (companions.length === 0) return { object: instance, precondition };
  const { site } = siteOf(ref, context);
  const parts = await readCompanions({ writer }, companions, ref, {
    viewer,
    custom: site.custom,
  });
  const found = [...parts].map(
    ([name, part]) => [name, preconditionOf(part)] as const,
  );
  return {
    object: joined(item, instance, ({ name }) => parts.get(name)),
    precondition: { ...precondition, companions: Object.fromEntries(found) },
  };
}

/** Reads companions of an instance, as the person: those that there are, by their names. */
export async function readCompanions(
  { writer }: { readonly writer: Pick<InstanceWriter, 'look'> },
  companions: readonly MiddlewareCompanion[],
  ref: InstanceRef,
  { viewer, custom }: Pick<Asker, 'viewer'> & { readonly custom: CustomReader },
): Promise<ReadonlyMap<string, CustomObject>> {
  const parts = new Map<string, CustomObject>();
  for (const companion of companions) {
    const { kind, name } = companion;
    const version = versionOf(kind, ref, custom);
    const at = { ...ref, name: companion.objectOf(ref.name) };
    const found = await writer.look(viewer, at, { item: { kind }, version });
    if (found && isOf(companion, ref.name, found)) parts.set(name, found);
  }
  return parts;
}
