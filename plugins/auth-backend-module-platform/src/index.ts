/**
 * Sign-in through the corporate user center.
 *
 * @packageDocumentation
 */
export { authModulePlatform as default } from './module';
