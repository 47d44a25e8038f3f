import { access, constants } from 'node:fs/promises';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';

/**
 * Makes sure that the person's configuration files are there, before anything starts.
 *
 * @throws PrerequisiteError that names the file
 */
export async function checkConfigs(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await access(file, constants.R_OK).catch(() => {
      throw new PrerequisiteError(
        `The configuration file ${file} does not exist or cannot be read`,
      );
    });
  }
}
