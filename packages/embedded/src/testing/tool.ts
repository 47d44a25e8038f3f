import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import {
  createPlatform,
  type OwnedPlatform,
} from '../launcher/create-platform.ts';
import { buildGoTool, goToolPath, type GoTool } from '../platform/go-tools.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { platformUnderTest } from './platform-under-test.ts';

/** How a run of a program ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A real client of the running platform that the environment names. */
export interface Tool {
  /** Runs it to its end. */
  run(args: readonly string[], stdin?: string): Promise<Outcome>;
  /** Starts it and leaves it running. */
  start(args: readonly string[]): ReturnType<typeof spawn>;
}

/** The platform under test, as its launcher sees it. */
export function openPlatform(): OwnedPlatform {
  const { stateDir, addresses } = platformUnderTest();
  return createPlatform({ port: addresses.portal, stateDir });
}

/**
 * A program of the platform under test, run as its administrator.
 *
 * @param environment - what it needs beside the kubeconfig
 */
export async function openTool(
  tool: GoTool,
  environment: NodeJS.ProcessEnv = {},
): Promise<Tool> {
  const platform = openPlatform();
  await buildGoTool(platform, tool);
  const program = await goToolPath(platform, tool);
  const KUBECONFIG = adminKubeconfig(platform);
  const env = { ...process.env, KUBECONFIG, ...environment };
  const start = (args: readonly string[]) =>
    spawn(program, args, { env, stdio: 'pipe' });
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
