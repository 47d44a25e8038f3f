import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Image } from '../images/source.ts';
import { launchShim } from '../shim/launch.ts';
import { baseEnvironment } from './base-environment.ts';
import { commandOf } from './command.ts';
import type { NodeContext } from './context.ts';
import { composeEnvironment } from './environment.ts';
import { pullImage } from './image-pull.ts';
import { pullCredentials } from './pull-credentials.ts';
import { makePlace, type Place } from './place.ts';
import { factsOf, placedBind, type PodPlace } from './pod-place.ts';
import { fieldPathOf, type Container } from './pod.ts';
import { bootId, createRun, runPaths, type Run } from './runs.ts';
import type { Mount } from './root-plan.ts';
import { serviceEnvironment } from './service-environment.ts';

const TOKEN_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The API server is named at an address that every process can reach. */
const API_SERVICE = 'kubernetes';
const KUBECONFIG = '/etc/pilothouse/kubeconfig';

/**
 * Starts a run of a container: image, environment, files, then the shim.
 *
 * @throws ConfigError when something of these is missing
 */
export async function startRun(
  context: NodeContext,
  place: PodPlace,
  container: Container,
  { restart, endsBefore }: { restart: number; endsBefore: number },
): Promise<Run> {
  const image = await announcedPull(context, place, container);
  const paths = runPaths(place.dir, container.name, restart);
  const variables = await environmentOf(context, place, container, image);
  const files = makePlace({
    pod: place.pod(),
    container,
    image,
    volumes: place.volumes(),
    extra: extraMounts(context, place, container),
    machine: context.machine,
    rootfs: paths.rootfs,
    rootFolder: paths.root,
    variables,
  });
  const environment = files.folder
    ? await environmentOf(context, place, container, image, files)
    : variables;
  const command = commandOf(container, image.config, environment);
  const stdinPipe = container.stdin
    ? makePipe(place.dir, container.name)
    : undefined;
  const run = createRun(place.dir, container.name, {
    restart,
    endsBefore,
    imageId: image.id,
    workingDirectory: files.workingDirectory,
    namespaced: files.root !== undefined,
    bootId: bootId(),
    launchedAt: Date.now(),
    stdinPipe,
  });
  const shim = await launchShim(context.settings.shim, {
    dir: run.dir,
    log: run.logFile,
    stdinPipe,
    workingDirectory: files.workingDirectory,
    environment,
    command,
    root: files.root,
  });
  tell(
    context,
    place,
    container,
    'Created',
    `Created container ${container.name}`,
  );
  tell(
    context,
    place,
    container,
    'Started',
    `Started container ${container.name}`,
  );
  return { ...run, shim };
}

function tell(
  context: NodeContext,
  place: PodPlace,
  container: Container,
  reason: string,
  message: string,
) {
  const pod = place.pod();
  const path = fieldPathOf(pod, container.name);
  context.events.pod(pod, 'Normal', reason, message, path);
}

async function announcedPull(
  context: NodeContext,
  place: PodPlace,
  container: Container,
): Promise<Image> {
  const text = container.image ?? '';
  const pod = place.pod();
  let announced = false;
  const begin = () => {
    if (announced) return;
    announced = true;
    tell(context, place, container, 'Pulling', `Pulling image "${text}"`);
  };
  if (container.imagePullPolicy === 'Always') begin();
  const wish = {
    policy: container.imagePullPolicy,
    credentials: (registry: string) =>
      pullCredentials(pod, registry, context.objects),
    begin,
  };
  const image = await pullImage(text, wish, context.images, context.machine);
  const message = announced
    ? `Successfully pulled image "${text}"`
    : `Container image "${text}" already present on machine`;
  const note = image.note ? `; ${image.note}` : '';
  tell(context, place, container, 'Pulled', message + note);
  return image;
}

async function environmentOf(
  context: NodeContext,
  place: PodPlace,
  container: Container,
  image: Image,
  files?: Place,
): Promise<Record<string, string>> {
  const pod = place.pod();
  const namespace = pod.metadata?.namespace ?? '';
  const services = context
    .services()
    .filter(service => service.metadata?.namespace === namespace)
    .filter(service => service.metadata?.name !== API_SERVICE);
  const { settings, machine, searchPath } = context;
  const base = baseEnvironment(
    pod,
    image.config,
    serviceEnvironment(services),
    {
      bindAddress: placedBind(place),
      home: files?.folder ?? '/tmp',
      searchPath: `${dirname(settings.node)}:${searchPath}`,
      kubeconfig: kubeconfigPath(place, container, machine.namespaces),
      mounts: files?.mounts ?? new Map(),
    },
    settings,
  );
  const reader = context.objects.namespace(namespace, 0);
  return composeEnvironment(
    pod,
    container,
    base,
    reader,
    factsOf(context, place.ip),
  );
}

function tokenMount(container: Container) {
  return container.volumeMounts?.find(mount => mount.mountPath === TOKEN_DIR);
}

function kubeconfigPath(
  place: PodPlace,
  container: Container,
  namespaces: boolean,
): string | undefined {
  if (!tokenMount(container)) {
    return undefined;
  }
  return namespaces ? KUBECONFIG : kubeconfigFile(place, container);
}

function kubeconfigFile(place: PodPlace, container: Container): string {
  return join(place.dir, '.kubeconfig', container.name);
}

/** Writes a kubeconfig with the pod's service account; it names the token's file only. */
function writeKubeconfig(
  context: NodeContext,
  place: PodPlace,
  container: Container,
): string {
  const volume = place.volumes().get(tokenMount(container)?.name ?? '') ?? '';
  const folder = context.machine.namespaces ? TOKEN_DIR : volume;
  const { host, apiServer } = context.settings.addresses;
  const file = kubeconfigFile(place, container);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'pod',
    clusters: [
      {
        name: 'local',
        cluster: {
          server: `https://${host}:${apiServer}`,
          'certificate-authority': join(folder, 'ca.crt'),
        },
      },
    ],
    users: [{ name: 'pod', user: { tokenFile: join(folder, 'token') } }],
    contexts: [
      {
        name: 'pod',
        context: {
          cluster: 'local',
          user: 'pod',
          namespace: place.pod().metadata?.namespace,
        },
      },
    ],
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}

function extraMounts(
  context: NodeContext,
  place: PodPlace,
  container: Container,
): Mount[] {
  const config =
    tokenMount(container) && writeKubeconfig(context, place, container);
  if (!context.machine.namespaces) {
    return [];
  }
  const tmp = join(place.dir, '.tmp', container.name);
  mkdirSync(tmp, { recursive: true, mode: 0o700 });
  const mounts = [
    { path: '/tmp', source: tmp, readOnly: false },
    ...behindTmp(context.settings.programDirs),
    { path: '/etc/hosts', source: place.hostsFile, readOnly: false },
  ];
  return config
    ? [...mounts, { path: KUBECONFIG, source: config, readOnly: true }]
    : mounts;
}

/** A container's own `/tmp` would hide the programs that lie in the machine's. */
function behindTmp(folders: readonly string[]): Mount[] {
  return folders
    .filter(folder => folder.startsWith('/tmp/'))
    .map(folder => ({ path: folder, source: folder, readOnly: true }));
}

function makePipe(podDir: string, container: string): string {
  const folder = join(podDir, '.stdin');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pipe = join(folder, container);
  try {
    execFileSync('mkfifo', ['-m', '600', pipe], { stdio: 'ignore' });
  } catch {
    // It is there from the run before.
  }
  return pipe;
}
