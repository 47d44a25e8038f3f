/**
 * Scaffolder actions that bring a service to life, and undo what they did.
 *
 * @packageDocumentation
 */
export { scaffolderModulePlatform as default } from './module';
export { permissionsOfRuns } from './recovery';
