import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Units in which this machine's kernel counts. */
export interface KernelUnits {
  readonly pageBytes: number;
  readonly ticksPerSecond: number;
}

/**
 * Asks the machine for its units.
 *
 * @throws with a sentence for a person when it does not tell
 */
export async function readKernelUnits(
  ask: (name: string) => Promise<string> = askGetconf,
): Promise<KernelUnits> {
  return {
    pageBytes: await readUnit('PAGESIZE', ask),
    ticksPerSecond: await readUnit('CLK_TCK', ask),
  };
}

async function readUnit(
  name: string,
  ask: (name: string) => Promise<string>,
): Promise<number> {
  const text = (await ask(name)).trim();
  if (!/^[1-9]\d*$/.test(text)) {
    throw new Error(`getconf ${name} answers "${text}", which is no number.`);
  }
  return Number(text);
}

async function askGetconf(name: string): Promise<string> {
  try {
    return (await run('getconf', [name])).stdout;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(
      `getconf, which comes with the C library (Debian: apt-get install libc-bin), cannot be run. ${because}`,
    );
  }
}
