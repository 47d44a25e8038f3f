import { join } from 'node:path';
import { createPlatform } from '../launcher/create-platform.ts';
import { checkCapacity, spaceNeeds } from '../launcher/capacity.ts';
import { surveyGround } from '../launcher/ground.ts';
import { claimInstance, endLeftovers } from '../launcher/instance.ts';
import { Launcher } from '../launcher/launcher.ts';
import { partsFor, stopDetached, withNeeds } from '../launcher/parts.ts';
import { checkPorts } from '../launcher/ports.ts';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import { startReaper } from '../launcher/reaper.ts';
import { Terminal } from '../launcher/terminal.ts';
import { ensurePrivateDir, writeAtomic } from '../platform/files.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { StatusBoard } from '../platform/status-board.ts';
import { checkConfigs } from './configs.ts';
import { USAGE, parseOptions, type StartOptions } from './options.ts';
import { checkOwnClusters } from './own-clusters.ts';
import { tellSilent } from './silent-clusters.ts';

async function prepare(options: StartOptions) {
  let onProcess: Parameters<typeof createPlatform>[0]['onProcess'];
  const platform = createPlatform({
    port: options.port,
    onProcess: state => onProcess?.(state),
  });
  const { stateDir, cacheDir, addresses } = platform;
  await ensurePrivateDir(stateDir);
  await ensurePrivateDir(cacheDir);
  const other = await claimInstance(stateDir);
  if (other) {
    throw new PrerequisiteError(
      `Pilothouse already runs at http://localhost:${options.port} (process ${
        other.pid
      }). Stop it first, or start another beside it: npm start -- --port ${
        options.port + 100
      }`,
    );
  }
  await endLeftovers(stateDir);
  await stopDetached(platform);
  await checkPorts(addresses);
  const ground = await surveyGround(platform, !options.kubeconfig);
  await checkCapacity(spaceNeeds(ground));
  await writeAtomic(
    join(stateDir, 'platform.json'),
    `${JSON.stringify(
      { root: platform.root, stateDir, cacheDir, addresses },
      null,
      2,
    )}\n`,
  );
  return {
    platform,
    listen: (listener: typeof onProcess) => void (onProcess = listener),
  };
}

async function start(options: StartOptions): Promise<void> {
  const { kubeconfig, contexts, configs } = options;
  const clusters = kubeconfig ? { kubeconfig, contexts } : undefined;
  if (clusters) await checkOwnClusters(clusters);
  await checkConfigs(configs);
  const { platform, listen } = await prepare(options);
  const every = partsFor(clusters, configs);
  const parts =
    options.parts.length > 0 ? withNeeds(options.parts, every) : every;
  const terminal = new Terminal(process.stdout, {
    total: parts.length,
    started: startedAt(process.env),
  });
  const board = new StatusBoard(
    platform,
    parts,
    (row, changed) => terminal.tell(row, changed),
    kubeconfig,
  );
  listen(({ name, pid, restarts, lastExit }) => {
    const died = pid === undefined && lastExit !== undefined;
    board.set(name, {
      pid,
      restarts,
      ...(died && {
        state: 'starting',
        detail: `ended with ${lastExit}, starts again`,
      }),
    });
  });
  const reaper = startReaper(platform);
  const launcher = new Launcher(platform, parts, board);
  const stopped = stopOnSignal(launcher, terminal);
  const { usable, complete } = launcher.launch();
  const silentClusters = clusters ? tellSilent(clusters) : [];
  try {
    await usable;
    (await silentClusters).forEach(line => terminal.say(line));
    terminal.say(`kubeconfig: ${kubeconfig ?? adminKubeconfig(platform)}`);
    terminal.say(`ready: http://localhost:${platform.addresses.portal}`);
    await complete.then(
      () => terminal.say('everything is up; Ctrl-C stops it'),
      () => {},
    );
  } catch (error) {
    if (!launcher.signal.aborted) {
      terminal.say('Not everything could be started; stopping.');
      await launcher.stop(() => {});
      process.exitCode = 1;
      reaper.dismiss();
      terminal.finish();
      process.exit();
    }
  }
  await stopped;
  reaper.dismiss();
  terminal.finish();
  process.exit();
}

/** When the command began that this belongs to, in milliseconds since the epoch. */
function startedAt({ PILOTHOUSE_STARTED_AT }: NodeJS.ProcessEnv): number {
  return Number(PILOTHOUSE_STARTED_AT) || Date.now();
}

function stopOnSignal(launcher: Launcher, terminal: Terminal): Promise<void> {
  return new Promise(resolve => {
    let asked = false;
    const stop = () => {
      if (asked) return;
      asked = true;
      terminal.say('stopping');
      launcher
        .stop((part, error) =>
          terminal.say(`${part.title} did not stop: ${String(error)}`),
        )
        .then(resolve);
    };
    if (process.env.PILOTHOUSE_ATTACHED) onOrphaned(stop);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, stop);
  });
}

/** The script that started us waits for us; when it is killed, nobody else will stop us. */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  await start(options);
}

main().catch(error => {
  const text =
    error instanceof PrerequisiteError
      ? error.message
      : `Pilothouse could not start: ${
          error instanceof Error ? error.stack : error
        }`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
