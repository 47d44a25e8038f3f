import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';
import { runMain } from './problem.mjs';
import { runAttached } from './run.mjs';

/**
 * Runs one of the embedded platform's commands on the project's own Node.js.
 *
 * @param {string} command file name below `packages/embedded/src/cli`
 */
export function launch(command) {
  runMain(async () => {
    const { node, env } = await bootstrap();
    const program = join(root, 'packages/embedded/src/cli', `${command}.ts`);
    process.exitCode = await runAttached(node, [program, ...process.argv.slice(2)], {
      cwd: root,
      env,
    });
  });
}
