import type { UndoneThing } from '@pilothouse/plugin-platform-common';
import type { RepositoryAddress, Thing } from '../things/thing';

/** A thing as it is told to people. */
export function toldOf(thing: Thing): UndoneThing {
  switch (thing.kind) {
    case 'repository':
      return { kind: thing.kind, ...addressOf(thing) };
    case 'hook':
      return { kind: thing.kind, ...addressOf(thing.repository) };
    case 'registration':
      return { kind: thing.kind, name: thing.entityRef };
    case 'images':
      return { kind: thing.kind, name: thing.repository };
    case 'release':
    case 'middleware':
    case 'credentials':
    case 'binding':
    case 'rights': {
      const { cluster, kind, name, namespace } = thing;
      return { kind, name, where: `${cluster}/${namespace}` };
    }
    case 'robot':
      return { kind: thing.kind, name: thing.name, where: thing.project };
    case 'reader':
      return { kind: thing.kind, name: thing.owner, where: thing.host };
    case 'namespace':
      return { kind: thing.kind, name: thing.name, where: thing.cluster };
    case 'project':
      return { kind: thing.kind, name: thing.name };
    default:
      return { kind: thing.kind, name: thing.fullName };
  }
}

/**
 * The name of the service that things belong to.
 *
 * @returns undefined when they are the team's alone
 */
export function serviceOf(things: readonly Thing[]): string | undefined {
  for (const thing of things) {
    const name = serviceIn(thing);
    if (name) return name;
  }
  return undefined;
}

function serviceIn(thing: Thing): string | undefined {
  switch (thing.kind) {
    case 'repository':
    case 'release':
    case 'binding':
    case 'rights':
      return thing.name;
    case 'hook':
    case 'registration':
      return thing.repository.name;
    case 'images':
      return thing.repository.split('/').pop();
    case 'job':
      return thing.fullName.split('/').pop();
    default:
      return undefined;
  }
}

function addressOf({ host, owner, name }: RepositoryAddress) {
  return { name: `${owner}/${name}`, where: host };
}
