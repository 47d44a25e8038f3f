/**
 * Tells of the embedded platform's parts, from the file that its launcher keeps.
 *
 * @packageDocumentation
 */
export { platformModuleEmbedded as default } from './module';
