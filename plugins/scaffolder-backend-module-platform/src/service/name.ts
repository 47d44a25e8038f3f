import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const longest = 50;

/**
 * What is wrong with the name of a service. It becomes the name of Kubernetes objects and
 * the first part of a host name, with an environment behind it.
 */
export function nameProblem(name: string): string | undefined {
  if (name.length > longest) {
    return `The name has ${name.length} characters; ${longest} at most leave room for what is put before and behind it`;
  }
  return /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)
    ? undefined
    : `${JSON.stringify(
        name,
      )} cannot be part of a host name: take small letters of the alphabet, digits and dashes, beginning with a letter and not ending with a dash`;
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
