/**
 * Holds a fresh implementation of a port to one law.
 *
 * @param setUp - makes the implementation, with what a law needs beside it
 * @throws what the law found broken
 */
export async function keeps<B extends { close(): Promise<void> }>(
  law: { check(bench: B): Promise<void> },
  setUp: () => Promise<B>,
): Promise<true> {
  const bench = await setUp();
  try {
    await law.check(bench);
    return true;
  } finally {
    await bench.close();
  }
}
