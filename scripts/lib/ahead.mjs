import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Group } from './group.mjs';
import { cacheDir, root } from './paths.mjs';
import { environment } from './toolchain.mjs';

const program = join(root, 'packages/embedded/src/cli/compile-ahead.ts');

/**
 * Starts compiling the first servers, which needs Go and no package, beside what is done
 * meanwhile. A failure is not told: the build proper meets it again, and says so.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @returns {{ end: () => Promise<void> }} to be ended when all cores are wanted; what is
 *   compiled by then stays in Go's cache
 */
export function compileAhead(toolchain) {
  const logs = join(cacheDir, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const output = openSync(join(logs, 'compile-ahead.log'), 'w', 0o600);
  // Go leaves its scratch folder behind when it is interrupted.
  const scratch = mkdtempSync(join(tmpdir(), 'pilothouse-go-'));
  const tidy = () => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', tidy);
  const group = new Group(toolchain.node, [program, root, cacheDir], {
    cwd: root,
    env: { ...environment(toolchain), GOTMPDIR: scratch },
    output,
  });
  closeSync(output);
  return {
    async end() {
      await group.end();
      process.off('exit', tidy);
      tidy();
    },
  };
}
