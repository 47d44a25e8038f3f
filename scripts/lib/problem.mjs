/** Something about the machine or the network that a person can mend; its message says how. */
export class Problem extends Error {
  name = 'Problem';
}

/**
 * Runs a script's main function; a Problem ends it with its sentence and exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export function runMain(main) {
  main().catch(error => {
    const known = error instanceof Problem;
    process.stderr.write(`${known ? error.message : error?.stack ?? error}\n`);
    process.exit(1);
  });
}
