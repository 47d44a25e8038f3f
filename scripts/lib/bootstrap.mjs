import { ensureInstalled } from './install.mjs';
import { ensureToolchain, environment } from './toolchain.mjs';

/**
 * Makes the checkout runnable on this machine: tools and packages.
 *
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export async function bootstrap() {
  const started = Date.now();
  const say = (/** @type {string} */ text) => {
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stderr.write(`${String(seconds).padStart(4)} s  ${text}\n`);
  };
  const toolchain = await ensureToolchain(say);
  await ensureInstalled(toolchain, say);
  return { node: toolchain.node, env: environment(toolchain) };
}
