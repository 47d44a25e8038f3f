import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Programs that stand in for real ones, and what they were called with. */
export interface Programs {
  /** For the front of a PATH. */
  readonly folder: string;
  /** Every call so far, as `program arg arg`. */
  calls(): Promise<string[]>;
}

/**
 * Makes programs that write down how they are called.
 *
 * @param scripts - what each does besides, in the shell's language, by name
 */
export async function standIns(
  folder: string,
  scripts: Readonly<Record<string, string>>,
): Promise<Programs> {
  await mkdir(folder, { recursive: true });
  const record = join(folder, 'calls');
  await writeFile(record, '');
  for (const [name, script] of Object.entries(scripts))
    await writeFile(
      join(folder, name),
      `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${record}'\n${script}\n`,
      { mode: 0o755 },
    );
  return {
    folder,
    calls: async () =>
      (await readFile(record, 'utf8')).split('\n').filter(line => line !== ''),
  };
}
