import type {
  Content,
  ContentField,
  Contents,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type KindState,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { knownOf } from '../backups/view';
import { mayBeThere } from '../offers';
import { valueAt } from '../value-at';
import type { Site } from '../view';

const maxListed = 200;

/** What an instance holds, as far as it is known; undefined where it can hold nothing. */
export function contentsView(
  { contents }: Pick<MiddlewareItem, 'contents'>,
  instance: CustomObject,
  { custom }: Pick<Site, 'custom'>,
): Contents | undefined {
  if (!contents || !mayBeThere(contents.kind, custom)) return undefined;
  const { kind, title, one, fields } = contents;
  const all = knownOf(kind, contents, instance, custom)
    ?.map((object): Content => {
      const { name = '', uid = '' } = object.metadata ?? {};
      const { status, saying } = contents.stateOf(object);
      const values = fields.map(field => shownAt(object, field));
      return { name, uid, status, saying, values };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return {
    kind: kind.kind,
    title,
    one,
    fields: [...fields],
    list: all?.slice(0, maxListed),
    ...(!all && { unread: unreadBy(custom.kindState(customKindName(kind))) }),
    more: Math.max(0, (all?.length ?? 0) - maxListed),
  };
}

function unreadBy({ kind }: KindState): Contents['unread'] {
  return kind === 'forbidden' ? 'forbidden' : 'pending';
}

/** Whatever stands at a field of what an instance holds, as it can be shown. */
function shownAt(
  { spec }: CustomObject,
  { path }: Pick<ContentField, 'path'>,
): number | string | null {
  const value = valueAt(spec, path);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}
