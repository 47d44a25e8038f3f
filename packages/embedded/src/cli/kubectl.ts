import { spawn } from 'node:child_process';
import { createPlatform } from '../launcher/create-platform.ts';
import { exists } from '../platform/files.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { kubectlPath } from '../parts/kubectl/index.ts';
import { portOfInstance } from './instances.ts';

/** Runs kubectl on the embedded cluster as its administrator. */
async function main(): Promise<void> {
  const port = await portOfInstance();
  const platform = createPlatform({ port });
  const kubeconfig = adminKubeconfig(platform);
  const program = await kubectlPath(platform);
  if (!(await exists(program)) || !(await exists(kubeconfig))) {
    throw new Error(
      'The embedded cluster is not there yet. Start it with npm start, and wait until kubectl is built.',
    );
  }
  const child = spawn(program, process.argv.slice(2), {
    stdio: 'inherit',
    cwd: process.env.INIT_CWD,
    env: { ...process.env, KUBECONFIG: kubeconfig },
  });
  child.once('error', error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', code => {
    process.exitCode = code ?? 1;
  });
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
