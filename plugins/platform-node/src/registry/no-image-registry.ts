import { RegistryError } from './errors';
import type { ImageRegistry } from './ImageRegistry';

const refuse = async (): Promise<never> => {
  throw new RegistryError(
    'not-configured',
    'No registry is configured: a platform engineer can connect one with pilothouse.registry',
  );
};

/** What stands in the place of a registry where none is configured: it refuses all. */
export const noImageRegistry: ImageRegistry = {
  host: '',
  hasProjects: false,
  hasProject: refuse,
  ensureProject: refuse,
  deleteProject: refuse,
  ensureRobot: refuse,
  hasRobot: refuse,
  deleteRobot: refuse,
  repositories: refuse,
  artifacts: refuse,
  artifact: refuse,
  deleteRepository: refuse,
};
