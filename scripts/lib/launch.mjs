import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';
import { runMain } from './problem.mjs';
import { runAttached } from './run.mjs';

/** Exit code of a check that answered all that was asked for, such as `--help`. */
const NOTHING_LEFT_TO_DO = 3;
/** Exit code of a check that found that no embedded server is wanted. */
const NO_SERVERS = 4;
const COMMANDS = 'packages/embedded/src/cli';

/**
 * Makes the checkout runnable, then runs one of its programs on the project's own Node.js
 * with the arguments that this program was given.
 *
 * @param {string} program path below the checkout
 * @param {{ check?: string, go?: boolean, servers?: boolean, lastWords?: string }} [options]
 *   `check` is a program that judges the arguments before anything is installed, and needs
 *   no package for it; `go` tells that Go is needed, `servers` that the embedded servers
 *   are needed next; `lastWords` are said when this ends before the program could be run
 */
export function launchScript(
  program,
  { check, go = true, servers, lastWords } = {},
) {
  const args = process.argv.slice(2);
  const judge = async (/** @type {string} */ node) => {
    if (!check) return { go };
    const code = await runAttached(node, [join(root, check), ...args], {
      cwd: root,
    });
    if (code === 0 || code === NO_SERVERS) return { go: code === 0 };
    return process.exit(code === NOTHING_LEFT_TO_DO ? 0 : code);
  };
  const sayLast = () => void process.stdout.write(`${lastWords}\n`);
  if (lastWords) process.once('exit', sayLast);
  runMain(async () => {
    const { node, env } = await bootstrap({ check: judge, servers });
    process.off('exit', sayLast);
    process.exitCode = await runAttached(node, [join(root, program), ...args], {
      cwd: root,
      env: { ...env, PILOTHOUSE_ATTACHED: '1' },
    });
  });
}

/**
 * Runs one of the embedded platform's commands, which compiles nothing.
 *
 * @param {string} command file name below `packages/embedded/src/cli`
 */
export function launch(command) {
  launchScript(`${COMMANDS}/${command}.ts`, { go: false });
}

/** Starts the platform. */
export function launchPlatform() {
  launchScript(`${COMMANDS}/start.ts`, {
    check: `${COMMANDS}/check-options.ts`,
    servers: true,
  });
}
