import { spawn } from 'node:child_process';
import {
  createPlatform,
  type OwnedPlatform,
} from '../launcher/create-platform.ts';
import { exists } from '../platform/files.ts';
import { goToolPath, type GoTool } from '../platform/go-tools.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { portOfInstance } from './instances.ts';

/**
 * Runs a program of the embedded platform in this terminal, as its administrator.
 *
 * @param environment - what it needs beside the kubeconfig
 */
export function runTool(
  tool: GoTool,
  environment: (platform: OwnedPlatform) => NodeJS.ProcessEnv = () => ({}),
): void {
  run(tool, environment).catch(error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  });
}

async function run(
  tool: GoTool,
  environment: (platform: OwnedPlatform) => NodeJS.ProcessEnv,
): Promise<void> {
  const platform = createPlatform({ port: await portOfInstance() });
  const kubeconfig = adminKubeconfig(platform);
  const program = await goToolPath(platform, tool);
  if (!(await exists(program)) || !(await exists(kubeconfig))) {
    throw new Error(
      `The embedded cluster is not there yet. Start it with npm start, and wait until ${tool.binary} is built.`,
    );
  }
  const child = spawn(program, process.argv.slice(2), {
    stdio: 'inherit',
    cwd: process.env.INIT_CWD,
    env: { ...process.env, KUBECONFIG: kubeconfig, ...environment(platform) },
  });
  child.once('error', error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', code => {
    process.exitCode = code ?? 1;
  });
}
