import { checkCapacity, spaceNeeds } from '../launcher/capacity.ts';
import { ROOT, defaultCacheDir, defaultStateDir } from '../launcher/folders.ts';
import { packagesIn, surveyGround } from '../launcher/ground.ts';
import { checkPorts } from '../launcher/ports.ts';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import { addressesFor } from '../platform/addresses.ts';
import { readIfExists } from '../platform/files.ts';
import { processTablePath } from '../platform/platform.ts';
import { checkConfigs } from './configs.ts';
import { lookAtClusters } from './first-look.ts';
import { readKubeconfig } from './kubeconfig-file.ts';
import { USAGE, parseOptions, type StartOptions } from './options.ts';

/** Exit code for an answer that was all that was asked for. */
const NOTHING_LEFT_TO_DO = 3;
/** Exit code for clusters of the person's own: nothing will be compiled with Go. */
const NO_SERVERS = 4;

/**
 * Judges the command line of `npm start` and the machine before anything is installed, so
 * that a typing error or a full disk costs seconds. Needs nothing but Node.js; what needs
 * packages is checked later.
 */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return NOTHING_LEFT_TO_DO;
  }
  await checkClusters(options);
  await checkConfigs(options.configs);
  await checkMachine(options);
  return options.kubeconfig ? NO_SERVERS : 0;
}

async function checkClusters(options: StartOptions): Promise<void> {
  const { kubeconfig, contexts } = options;
  if (!kubeconfig) return;
  const text = await readKubeconfig(kubeconfig);
  // Once there are packages, the start itself looks closer, and within seconds.
  if ((await packagesIn(ROOT)) === 'made') return;
  const silent = await lookAtClusters(text, { kubeconfig, contexts });
  silent.forEach(line => process.stderr.write(`${line}\n`));
}

/** Ports, memory and disks; what an earlier start holds of them, the start itself takes over. */
async function checkMachine(options: StartOptions): Promise<void> {
  const stateDir = defaultStateDir(options.port);
  const table = await readIfExists(processTablePath(stateDir));
  if (table !== undefined && table.trim() !== '[]') return;
  await checkPorts(addressesFor(options.port));
  const folders = { root: ROOT, cacheDir: defaultCacheDir(), stateDir };
  const ground = await surveyGround(folders, !options.kubeconfig);
  await checkCapacity(spaceNeeds(ground));
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    const known = error instanceof PrerequisiteError;
    process.stderr.write(`${known ? error.message : error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
