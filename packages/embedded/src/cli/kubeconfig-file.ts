import { readFile } from 'node:fs/promises';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';

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
