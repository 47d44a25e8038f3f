import { ensureInstalled } from './install.mjs';
import { Progress } from './progress.mjs';
import { ensureNode, ensureToolchain, environment } from './toolchain.mjs';

/**
 * Makes the checkout runnable on this machine: tools and packages.
 *
 * @param {{ check: (node: string) => Promise<{ go: boolean }>, servers?: boolean }} options
 *   `check` runs on the project's Node.js before anything else is brought, and tells whether
 *   anything will be compiled with Go; `servers` tells that the embedded servers are needed
 *   next
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export async function bootstrap({ check, servers = false }) {
  const progress = new Progress(process.stderr);
  const { node, nodeDir } = await ensureNode(progress);
  const { go } = await check(node);
  const toolchain = await ensureToolchain({ node, nodeDir }, { progress, go });
  await ensureInstalled(toolchain, { progress, servers: servers && go });
  // What runs next goes on telling the time from the same moment.
  const PILOTHOUSE_STARTED_AT = String(progress.started);
  return { node, env: { ...environment(toolchain), PILOTHOUSE_STARTED_AT } };
}
