import { ensureInstalled } from './install.mjs';
import { Progress } from './progress.mjs';
import { ensureNode, ensureToolchain, environment } from './toolchain.mjs';

/**
 * Makes the checkout runnable on this machine: tools and packages.
 *
 * @param {{ check?: (node: string) => Promise<void>, servers?: boolean }} [options]
 *   `check` runs on the project's Node.js before anything else is brought; `servers` tells
 *   that the embedded servers are needed next
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export async function bootstrap({ check, servers = false } = {}) {
  const progress = new Progress(process.stderr);
  const { node, nodeDir } = await ensureNode(progress);
  await check?.(node);
  const toolchain = await ensureToolchain({ node, nodeDir }, progress);
  await ensureInstalled(toolchain, { progress, servers });
  return { node, env: environment(toolchain) };
}
