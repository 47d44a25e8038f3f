import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JobTrust } from './services';

const key = 'pilothouse.pipelines.jobs';

/**
 * Which jobs services may name as theirs.
 *
 * @throws InputError for a value that there is not
 */
export function readJobTrust(config: Config): JobTrust {
  const value = config.getOptionalString(key) ?? 'of-own-folder';
  if (value === 'of-own-folder' || value === 'any') return value;
  throw new InputError(`${key} must be of-own-folder or any, not ${value}`);
}
