/**
 * Who may do what in Pilothouse.
 *
 * @packageDocumentation
 */
export { permissionModulePlatform as default } from './module';
