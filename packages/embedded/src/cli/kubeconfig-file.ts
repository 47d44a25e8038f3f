import { readFile } from 'node:fs/promises';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';

/** What a person is told of a context that is not there. */
export function noContext(
  file: string,
  name: string,
  known: readonly string[],
): string {
  return `The kubeconfig ${file} has no context ${name}; it has: ${known.join(
    ', ',
  )}`;
}

/**
 * The text of the kubeconfig that a person named.
 *
 * @throws PrerequisiteError that names the file and why it cannot be read
 */
export async function readKubeconfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new PrerequisiteError(
      code === 'ENOENT'
        ? `The kubeconfig ${file} does not exist`
        : `The kubeconfig ${file} cannot be read (${code})`,
    );
  }
}
