import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { createPlatform } from '../launcher/create-platform.ts';
import { buildGoTool, goToolPath } from '../platform/go-tools.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { kubernetesTool } from '../parts/kubernetes-tools.ts';

import { platformUnderTest } from './platform-under-test.ts';

/** How a run of kubectl ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real kubectl on the running platform that the environment names. */
export interface Kubectl {
  /** Runs it to its end. */
  run(args: readonly string[], stdin?: string): Promise<Outcome>;
  /** Starts it and leaves it running. */
  start(args: readonly string[]): ReturnType<typeof spawn>;
}

/** The kubectl of the platform under test. */
export async function openKubectl(): Promise<Kubectl> {
  const { stateDir, addresses } = platformUnderTest();
  const platform = createPlatform({ port: addresses.portal, stateDir });
  const tool = kubernetesTool('kubectl');
  await buildGoTool(platform, tool);
  const program = await goToolPath(platform, tool);
  const environment = { ...process.env, KUBECONFIG: adminKubeconfig(platform) };
  const start = (args: readonly string[]) =>
    spawn(program, args, { env: environment, stdio: 'pipe' });
  return {
    start,
    async run(args, stdin = '') {
      const child = start(args);
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
      const ended = new Promise<number | null>(resolve => {
        child.once('close', resolve);
      });
      const [out, err] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
      ]);
      return { code: await ended, out, err };
    },
  };
}
