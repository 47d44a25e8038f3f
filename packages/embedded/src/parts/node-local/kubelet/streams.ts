import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAttach } from './attach.ts';
import { parseStreamOptions } from './command.ts';
import type { ContainerKey, ContainerRun, NodeDirectory } from './directory.ts';
import { runExec } from './exec.ts';
import { PORT_FORWARD_PROTOCOL, runPortForward } from './port-forward.ts';
import { type Admitted, isRunning, mustFind, mustRun } from './requests.ts';
import { ApiError } from './status.ts';
import type { Upgrades } from './upgrades.ts';

const RUN_POLL_MS = 300;

/** A request to switch protocols, as Node's `upgrade` event gives it. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/**
 * Serves exec, attach and port forwarding until they are over.
 *
 * @throws ApiError before the protocol is switched
 */
export async function serveStream(
  directory: NodeDirectory,
  upgrades: Upgrades,
  upgrade: UpgradeRequest,
  { route, query }: Admitted,
): Promise<void> {
  if (route.kind === 'exec') {
    await serveExec(directory, upgrades, upgrade, route.container, query);
  } else if (route.kind === 'attach') {
    await serveAttach(directory, upgrades, upgrade, route.container, query);
  } else if (route.kind === 'portForward') {
    await servePortForward(directory, upgrades, upgrade, route);
  } else {
    throw new ApiError(400, 'this path is not a stream');
  }
}

async function serveExec(
  directory: NodeDirectory,
  upgrades: Upgrades,
  upgrade: UpgradeRequest,
  key: ContainerKey,
  query: URLSearchParams,
): Promise<void> {
  const run = mustRun(directory, key);
  const container = mustFind(directory, key);
  const streams = parseStreamOptions(query);
  const command = query.getAll('command');
  if (command.length === 0)
    throw new ApiError(400, 'you must specify a command');
  const channels = await openChannels(upgrades, upgrade);
  const over = new AbortController();
  const runEnded = new AbortController();
  void watchRun(directory, key, run, over.signal).then(() => runEnded.abort());
  try {
    const signal = runEnded.signal;
    await runExec(channels, { container, command, streams, runEnded: signal });
  } finally {
    over.abort();
  }
}

async function serveAttach(
  directory: NodeDirectory,
  upgrades: Upgrades,
  upgrade: UpgradeRequest,
  key: ContainerKey,
  query: URLSearchParams,
): Promise<void> {
  const run = mustRun(directory, key);
  const container = mustFind(directory, key);
  const streams = parseStreamOptions(query);
  const channels = await openChannels(upgrades, upgrade);
  await runAttach(channels, {
    container,
    run,
    streams,
    isRunning: () => isRunning(directory, key, run),
  });
}

async function servePortForward(
  directory: NodeDirectory,
  upgrades: Upgrades,
  { request, socket, head }: UpgradeRequest,
  { namespace, pod }: { readonly namespace: string; readonly pod: string },
): Promise<void> {
  const address = directory.pod(namespace, pod)?.loopbackAddress;
  if (!address)
    throw new ApiError(404, `pod "${namespace}/${pod}" is not running here`);
  const opening = upgrades.tunnel(request, socket, head);
  if (!opening) {
    throw new ApiError(
      400,
      `only the sub-protocol ${PORT_FORWARD_PROTOCOL} is spoken`,
    );
  }
  await runPortForward(await opening, address);
}

async function openChannels(
  upgrades: Upgrades,
  { request, socket, head }: UpgradeRequest,
) {
  const opening = upgrades.channels(request, socket, head);
  if (!opening) {
    throw new ApiError(
      400,
      'only WebSocket with v5.channel.k8s.io or v4 is spoken',
    );
  }
  return opening;
}

/** Resolves when the run is over; never once the signal fired. */
async function watchRun(
  directory: NodeDirectory,
  key: ContainerKey,
  run: ContainerRun,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && isRunning(directory, key, run)) {
    await sleep(RUN_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
