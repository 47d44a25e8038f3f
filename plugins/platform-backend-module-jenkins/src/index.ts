/**
 * Jenkins as the CI server of Pilothouse.
 *
 * @packageDocumentation
 */
export { jenkinsServiceFactory as default } from './service';
