import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** The one of its dependencies that is compiled for each version of Python. */
const COMPILED = 'pydantic_core==2.50.5';

/** Why Python services cannot be built on this machine; undefined where they can. */
export async function pythonMissing(): Promise<string | undefined> {
  const python = (...args: string[]) => run(tmpdir(), 'python3', args);
  try {
    await python(
      '-c',
      'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)',
    );
  } catch {
    return 'there is no Python 3.11 or newer with venv and pip';
  }
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-wheel-'));
  try {
    await python(
      ...['-m', 'pip', 'download', '--quiet', '--no-deps'],
      ...['--only-binary', ':all:', '--dest', folder, COMPILED],
    );
    return undefined;
  } catch {
    return `pip finds no ${COMPILED} for this Python`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
