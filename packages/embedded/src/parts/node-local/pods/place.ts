import { cpSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { constants } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { Image } from '../images/source.ts';
import type { Machine } from '../machine.ts';
import type { ShimSpec } from '../shim/launch.ts';
import { machineFolders } from './machine-folders.ts';
import { ConfigError } from './config-error.ts';
import { expandVariables } from './expand.ts';
import type { Container, Pod } from './pod.ts';
import { planRoot, type Mount } from './root-plan.ts';

/** Files that a run of a container sees. */
export interface Place {
  readonly root?: ShimSpec['root'];
  readonly workingDirectory: string;
  /** Where mounts are, by volume name, when they are not at their own paths. */
  readonly mounts: ReadonlyMap<string, string>;
  /** Folder that stands for `/` where the container has no root of its own. */
  readonly folder?: string;
}

export interface PlaceRequest {
  readonly pod: Pod;
  readonly container: Container;
  readonly image: Image;
  /** Path of each volume on the machine. */
  readonly volumes: ReadonlyMap<string, string>;
  /** Mounts that the node adds, such as the hosts file. */
  readonly extra: readonly Mount[];
  readonly machine: Machine;
  /** Folders for the copy of the image's files and for the root. */
  readonly rootfs: string;
  readonly rootFolder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Makes the files of a run ready. @throws ConfigError when a mount cannot be made */
export function makePlace(request: PlaceRequest): Place {
  const { image, machine, rootfs, rootFolder } = request;
  const mounts = mountsOf(request);
  if (image.rootfs) {
    rmSync(rootfs, { recursive: true, force: true });
    cpSync(image.rootfs, rootfs, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  return machine.namespaces
    ? namespacePlace(request, mounts, image.rootfs && rootfs, rootFolder)
    : folderPlace(request, mounts, rootfs);
}

/** Frees what a run that has ended no longer needs. */
export function removePlace(rootfs: string, rootFolder: string): void {
  rmSync(rootfs, { recursive: true, force: true });
  rmSync(rootFolder, { recursive: true, force: true });
}

function mountsOf({
  container,
  volumes,
  variables,
  extra,
}: PlaceRequest): Mount[] {
  const own = (container.volumeMounts ?? []).map(mount => {
    const volume = volumes.get(mount.name) ?? '';
    const below = mount.subPathExpr
      ? expandVariables(mount.subPathExpr, variables)
      : mount.subPath;
    const source = below ? subPath(volume, below) : volume;
    const path = normalize(mount.mountPath).replace(/\/$/, '');
    return { path, source, readOnly: mount.readOnly ?? false };
  });
  const taken = new Set(own.map(mount => mount.path));
  return [...extra.filter(mount => !taken.has(mount.path)), ...own];
}

function subPath(volume: string, below: string): string {
  if (isAbsolute(below) || normalize(below).startsWith('..')) {
    throw new ConfigError(
      `subPath "${below}" leaves its volume.`,
      'CreateContainerConfigError',
    );
  }
  const path = join(volume, below);
  try {
    lstatSync(path);
  } catch {
    mkdirSync(path, { recursive: true, mode: 0o777 });
  }
  return path;
}

function namespacePlace(
  { pod, container, image, machine, variables }: PlaceRequest,
  mounts: readonly Mount[],
  rootfs: string | undefined,
  rootFolder: string,
): Place {
  mkdirSync(rootFolder, { recursive: true, mode: 0o700 });
  const user = userOf(pod, container, image);
  return {
    root: {
      folder: rootFolder,
      uid: user.uid ?? machine.uid,
      gid: user.gid ?? machine.gid,
      steps: planRoot(rootfs, mounts, machineFolders),
    },
    workingDirectory: workingDirectory(container, image, variables) ?? '/',
    mounts: new Map(),
  };
}

function folderPlace(
  request: PlaceRequest,
  mounts: readonly Mount[],
  rootfs: string,
): Place {
  const { container, image, variables } = request;
  mkdirSync(rootfs, { recursive: true, mode: 0o700 });
  const links = new Map<string, string>();
  for (const { path, source } of mounts) {
    const link = join(rootfs, path);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { recursive: true, force: true });
    symlinkSync(source, link);
  }
  for (const { name, mountPath } of container.volumeMounts ?? []) {
    links.set(name, join(rootfs, mountPath));
  }
  const wanted = workingDirectory(container, image, variables);
  const folder = wanted ? join(rootfs, wanted) : rootfs;
  const inImage = folder !== rootfs && isFolder(folder);
  return {
    workingDirectory:
      inImage || !wanted || !isFolder(wanted) ? made(folder) : wanted,
    mounts: links,
    folder: rootfs,
  };
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function workingDirectory(
  container: Container,
  image: Image,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  const wanted = container.workingDir || image.config.WorkingDir;
  return wanted ? expandVariables(wanted, variables) : undefined;
}

/** User and group that a container believes to be; the real ones never change. */
function userOf(pod: Pod, container: Container, image: Image) {
  const security = container.securityContext;
  const [user, group] = (image.config.User ?? '').split(':');
  const number = (text: string | undefined) =>
    text && /^\d+$/.test(text) ? Number(text) : undefined;
  return {
    uid:
      security?.runAsUser ??
      pod.spec?.securityContext?.runAsUser ??
      number(user),
    gid:
      security?.runAsGroup ??
      pod.spec?.securityContext?.runAsGroup ??
      number(group),
  };
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
