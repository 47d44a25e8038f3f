import type { RootStep } from '../shim/launch.ts';

/** A folder of the machine as seen while a root is planned. */
export interface FolderReader {
  /** Names in a folder with what each is, or undefined when it is no folder. */
  entries(
    path: string,
  ):
    | readonly { readonly name: string; readonly isFolder: boolean }[]
    | undefined;
}

/** A file or folder that is to appear at an absolute path in a container. */
export interface Mount {
  readonly path: string;
  readonly source: string;
  readonly readOnly: boolean;
}

/** Where the machine's own file system can be found inside a container. */
const MACHINE = '/.pilothouse/machine';

interface Tree {
  mount?: Mount;
  readonly below: Map<string, Tree>;
}

/**
 * Plans a container's root folder: the machine's file system, an image's files over it, and
 * mounts over both. A folder that only one of them has is taken whole; where they meet, a
 * new folder is made that holds both. Below the top, the machine's part is links, which
 * cost nothing.
 *
 * @param rootfs - the image's files, a copy that the container may write to
 */
export function planRoot(
  rootfs: string | undefined,
  mounts: readonly Mount[],
  reader: FolderReader,
): RootStep[] {
  const tree: Tree = { below: new Map() };
  for (const mount of mounts) {
    insert(tree, mount);
  }
  const steps: RootStep[] = [
    { kind: 'mkdir', path: '/.pilothouse' },
    { kind: 'bind', source: '/', path: MACHINE, readOnly: false },
  ];
  planFolder('', tree, rootfs, reader, steps);
  return steps;
}

function insert(tree: Tree, mount: Mount): void {
  let node = tree;
  for (const name of mount.path.split('/').filter(Boolean)) {
    const next = node.below.get(name) ?? { below: new Map() };
    node.below.set(name, next);
    node = next;
  }
  node.mount = mount;
}

function planFolder(
  path: string,
  tree: Tree,
  rootfs: string | undefined,
  reader: FolderReader,
  steps: RootStep[],
): void {
  const machine = reader.entries(path || '/') ?? [];
  const image = (rootfs && reader.entries(rootfs + path)) || [];
  const names = new Set([
    ...machine.map(entry => entry.name),
    ...image.map(entry => entry.name),
    ...tree.below.keys(),
  ]);
  names.delete('.pilothouse');
  for (const name of names) {
    const full = `${path}/${name}`;
    const node = tree.below.get(name);
    const own = image.find(entry => entry.name === name);
    const host = machine.find(entry => entry.name === name);
    if (node?.mount) {
      planMount(full, node, steps);
    } else if (node || (own?.isFolder && host?.isFolder)) {
      steps.push({ kind: 'mkdir', path: full });
      const below = node ?? { below: new Map() };
      planFolder(full, below, own && rootfs, reader, steps);
    } else if (own) {
      const source = `${rootfs}${full}`;
      steps.push({ kind: 'bind', source, path: full, readOnly: false });
    } else if (path === '' && host?.isFolder) {
      steps.push({ kind: 'bind', source: full, path: full, readOnly: false });
    } else {
      steps.push({ kind: 'link', target: `${MACHINE}${full}`, path: full });
    }
  }
}

/** Mounts below a mount need their places in it: made where the outer one can be written. */
function planMount(path: string, node: Tree, steps: RootStep[]): void {
  const { mount } = node;
  if (mount) {
    const readOnly = mount.readOnly && node.below.size === 0;
    steps.push({ kind: 'bind', source: mount.source, path, readOnly });
  }
  for (const [name, below] of node.below) {
    const full = `${path}/${name}`;
    if (!below.mount) {
      steps.push({ kind: 'mkdir', path: full });
    }
    planMount(full, below, steps);
  }
}
