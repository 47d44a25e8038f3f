import { anchorName } from '@pilothouse/plugin-platform-node';
import type { Writing } from './InstanceWriter';

/** Where an instance is, or what stands for it. */
export function pathTo(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { item: { kind }, version }: Writing,
): string {
  const { anchor, group, plural } = kind;
  const parts = anchor
    ? [
        'api',
        'v1',
        'namespaces',
        namespace,
        anchor.plural,
        anchorName(kind, name),
      ]
    : ['apis', group, version, 'namespaces', namespace, plural, name];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
