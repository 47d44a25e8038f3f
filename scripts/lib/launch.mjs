import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';
import { runMain } from './problem.mjs';
import { runAttached } from './run.mjs';

/**
 * Makes the checkout runnable, then runs one of its programs on the project's own Node.js
 * with the arguments that this program was given.
 *
 * @param {string} program path below the checkout
 */
export function launchScript(program) {
  runMain(async () => {
    const { node, env } = await bootstrap();
    process.exitCode = await runAttached(
      node,
      [join(root, program), ...process.argv.slice(2)],
      { cwd: root, env: { ...env, PILOTHOUSE_ATTACHED: '1' } },
    );
  });
}

/**
 * Runs one of the embedded platform's commands.
 *
 * @param {string} command file name below `packages/embedded/src/cli`
 */
export function launch(command) {
  launchScript(`packages/embedded/src/cli/${command}.ts`);
}
