import {
  marketplaceBindPermission,
  marketplaceDeletePermission,
  marketplaceOrderPermission,
  marketplaceUpdatePermission,
  type WorkloadKind,
} from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { pluralOf } from '../../kube/write';
import type { Right } from '../../rights';

/** What it takes to order, change, back up or delete an instance. */
export type Action =
  | 'order'
  | 'update'
  | 'delete'
  | 'delete-later'
  | 'undo-deletion'
  | 'back-up'
  | 'unschedule'
  | 'grant'
  | 'revoke'
  | 'add-content'
  | 'change-content'
  | 'remove-content'
  | 'rotate';

const declared = {
  order: {
    permission: marketplaceOrderPermission,
    restricted: 'order-middleware',
    // An apply of something new needs both, and looks first whether it is there.
    verbs: ['get', 'create', 'patch'],
  },
  update: {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'patch'],
  },
  delete: {
    permission: marketplaceDeletePermission,
    restricted: 'delete-middleware',
    verbs: ['delete'],
  },
  // That it is to be deleted is written on it.
  'delete-later': {
    permission: marketplaceDeletePermission,
    restricted: 'delete-middleware',
    verbs: ['delete', 'get', 'patch'],
  },
  // Whoever may change it may keep it from being lost.
  'undo-deletion': {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'patch'],
  },
  'back-up': {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'create', 'patch'],
  },
  unschedule: {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['delete'],
  },
  grant: {
    permission: marketplaceBindPermission,
    restricted: 'bind-middleware',
    verbs: ['get', 'create', 'patch'],
  },
  revoke: {
    permission: marketplaceBindPermission,
    restricted: 'bind-middleware',
    verbs: ['delete'],
  },
  'add-content': {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'create', 'patch'],
  },
  'change-content': {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'patch'],
  },
  // Its data goes with it.
  'remove-content': {
    permission: marketplaceDeletePermission,
    restricted: 'delete-middleware',
    verbs: ['delete'],
  },
  // Of Secrets.
  rotate: {
    permission: marketplaceUpdatePermission,
    restricted: 'change-middleware',
    verbs: ['get', 'patch', 'delete'],
  },
} as const;

/** What it takes to do something to an instance of an item, or to what belongs to one. */
export function rightTo(
  action: Action,
  { kind, companions = [] }: Pick<MiddlewareItem, 'kind' | 'companions'>,
  name?: string,
): Right {
  const { permission, restricted, verbs } = declared[action];
  const parts = [
    { kind, name },
    // What owns them takes them along when it goes.
    ...(action === 'order' || action === 'update' ? companions : []).map(
      companion => ({
        kind: companion.kind,
        name: name === undefined ? undefined : companion.objectOf(name),
      }),
    ),
  ];
  return {
    permission,
    restricted,
    needs: parts.flatMap(part =>
      part.kind.anchor
        ? part.kind.anchor.decidedBy.flatMap(({ group, plural: resource }) =>
            verbs.map(verb => ({ verb, group, resource })),
          )
        : verbs.map(verb => ({
            verb,
            group: part.kind.group,
            resource: part.kind.plural,
            ...(part.name !== undefined && { name: part.name }),
          })),
    ),
  };
}

/** What it takes to bind workloads of a kind, or one of them. */
export function rightToBind(kind: WorkloadKind, name?: string): Right {
  return {
    permission: marketplaceBindPermission,
    restricted: 'bind-middleware',
    needs: ['get', 'patch'].map(verb => ({
      verb,
      group: 'apps',
      resource: pluralOf[kind],
      ...(name !== undefined && { name }),
    })),
  };
}
