import { InputError } from '@backstage/errors';
import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';

/** What Kubernetes lets objects be called; nothing else gets into a path. */
const objectName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * Path of a kind in a namespace, or of one object of it.
 *
 * @throws InputError for what no object can be called
 */
export function pathOf(
  kind: KubeKindName,
  namespace: string,
  name?: string,
): string {
  const { group, version, plural } = kubeKinds[kind];
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const list = `${root}/namespaces/${checked(namespace)}/${plural}`;
  return name === undefined ? list : `${list}/${checked(name)}`;
}

function checked(name: string): string {
  if (!objectName.test(name) || name.length > 253) {
    throw new InputError(
      `${JSON.stringify(name)} is not a name that Kubernetes objects can have`,
    );
  }
  return name;
}
