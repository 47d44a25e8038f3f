import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  deployerPrefix,
  hostNameFault,
  serviceNameFault,
} from '@pilothouse/plugin-platform-common';

/** What is wrong with the name of a service or a team, in a sentence. */
export function nameProblem(name: string): string | undefined {
  switch (hostNameFault(name)) {
    case undefined:
      return undefined;
    case 'too-long':
      return `The name has ${name.length} characters; 50 at most leave room for what is put before and behind it`;
    default:
      return `${JSON.stringify(
        name,
      )} cannot be part of a host name: take small letters of the alphabet, digits and dashes, beginning with a letter and not ending with a dash`;
  }
}

/** What is wrong with the name of a service that is to be made, in a sentence. */
export function newNameProblem(name: string): string | undefined {
  return serviceNameFault(name) === 'reserved'
    ? `${JSON.stringify(
        name,
      )} is reserved: an account of that name may be in the namespace beside that of the service. Choose another one, which is not "default" and does not begin with "${deployerPrefix}"`
    : nameProblem(name);
}

/**
 * The team behind an owner: a group in the default namespace, by whose name namespaces,
 * folders and repositories go.
 *
 * @throws InputError for anything else
 */
export function teamOf(owner: string): string {
  const { kind, namespace, name } = parseEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: DEFAULT_NAMESPACE,
  });
  const team = name.toLowerCase();
  if (
    kind.toLowerCase() !== 'group' ||
    namespace.toLowerCase() !== DEFAULT_NAMESPACE
  ) {
    throw new InputError(
      `The owner ${owner} is no team: choose a group of the default namespace`,
    );
  }
  const problem = nameProblem(team);
  if (problem) {
    throw new InputError(`The owner ${owner} cannot own services: ${problem}`);
  }
  return team;
}
