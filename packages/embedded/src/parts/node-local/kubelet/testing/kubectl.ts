import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createPlatform } from '../../../../launcher/create-platform.ts';
import { buildGoTool, goToolPath } from '../../../../platform/go-tools.ts';
import { adminKubeconfig } from '../../../../platform/platform.ts';
import { kubernetesTool } from '../../../kubernetes-tools.ts';

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

/**
 * @throws when `PILOTHOUSE_TEST_PLATFORM` does not name the state folder of a platform
 */
export async function openKubectl(): Promise<Kubectl> {
  const stateDir = process.env.PILOTHOUSE_TEST_PLATFORM;
  if (!stateDir) {
    throw new Error('PILOTHOUSE_TEST_PLATFORM must name a state folder');
  }
  const { addresses } = z
    .object({ addresses: z.object({ portal: z.number() }) })
    .parse(JSON.parse(await readFile(join(stateDir, 'platform.json'), 'utf8')));
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
