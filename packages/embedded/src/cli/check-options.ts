import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import { checkConfigs } from './configs.ts';
import { readKubeconfig } from './kubeconfig-file.ts';
import { USAGE, parseOptions } from './options.ts';

/** Exit code for an answer that was all that was asked for. */
const NOTHING_LEFT_TO_DO = 3;

/**
 * Judges the command line of `npm start` before anything is installed, so that a typing
 * error costs seconds. Needs nothing but Node.js; what needs packages is checked later.
 */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return NOTHING_LEFT_TO_DO;
  }
  if (options.kubeconfig) await readKubeconfig(options.kubeconfig);
  await checkConfigs(options.configs);
  return 0;
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
