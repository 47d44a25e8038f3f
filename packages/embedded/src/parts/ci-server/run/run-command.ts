import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, environmentOf, placeOf } from './context.ts';
import { StepFailure } from './outcome.ts';
import { runProcess } from './process.ts';

/** What a program is run for. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether what it says is given back instead of logged. */
  readonly capture: boolean;
}

/** More than this is not given back to a Jenkinsfile. */
const MOST_CAPTURED = 10 * 1024 * 1024;

/** Runs a program with the environment of the context; its words go to the log. */
export async function runCommand(
  context: Context,
  command: Command,
): Promise<{ code: number; stdout: string }> {
  const { session, signal, stageId, timestamps } = context;
  const log = session.log.writer({ stageId, timestamps });
  const chunks: Uint8Array[] = [];
  let size = 0;
  const keep = async (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > MOST_CAPTURED)
      throw new StepFailure('more than 10 MB of output cannot be returned');
    chunks.push(chunk);
  };
  const write = (chunk: Uint8Array) => log.write(chunk);
  try {
    const code = await runProcess({
      command: command.command,
      args: command.args,
      cwd: command.directory,
      environment: {
        ...environmentOf(context),
        JENKINS_NODE_COOKIE: session.cookie[1],
        ...command.environment,
      },
      signal,
      graceMillis: session.graceMillis,
      cookie: [
        'JENKINS_SERVER_COOKIE',
        `durable-${randomBytes(16).toString('hex')}`,
      ],
      onOutput: command.capture ? keep : write,
      ...(command.capture && { onError: write }),
    });
    return { code, stdout: Buffer.concat(chunks).toString() };
  } finally {
    await log.end();
  }
}

/**
 * Runs a script as Jenkins does: from a file, by `sh -xe` unless it names its interpreter.
 */
export async function runScript(
  context: Context,
  script: string,
  capture: boolean,
): Promise<{ code: number; stdout: string }> {
  const { directory } = placeOf(context, 'sh');
  const { scratch } = context.session.request.folders;
  const folder = join(scratch, `durable-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(directory, { recursive: true });
  const file = join(folder, 'script.sh');
  try {
    await writeFile(file, script);
    await chmod(file, 0o700);
    const [command = 'sh', ...args] = script.startsWith('#!')
      ? [file]
      : ['sh', '-xe', file];
    return await runCommand(context, { command, args, directory, capture });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
