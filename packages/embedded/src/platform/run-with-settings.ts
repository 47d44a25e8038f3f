import { logToStdout as log } from './log.ts';

/**
 * Runs a program that is given the path of its settings file and nothing else. What it
 * writes is for its own user alone; why it cannot start goes into its log.
 *
 * @param read - reads and checks the settings
 * @param serve - ends when the program serves
 */
export async function runWithSettings<S>(
  read: (path: string) => Promise<S>,
  serve: (settings: S) => Promise<void>,
): Promise<void> {
  const [path] = process.argv.slice(2);
  try {
    if (!path)
      throw new Error(
        'Give the path of the settings file as the only argument',
      );
    process.umask(0o077);
    await serve(await read(path));
  } catch (error) {
    log('cannot-start', {
      reason: error instanceof Error ? error.message : String(error),
    });
    process.exitCode = 1;
  }
}
