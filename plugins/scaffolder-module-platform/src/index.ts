/**
 * Fields for the form of a service, and a page that shows what will come to be.
 *
 * @packageDocumentation
 */
export { scaffolderModulePlatform as default } from './module';
export { creationTranslationRef } from './language/ref';
export { inLanguage } from './language/template-words';
export { toolsCard } from './tools/ToolsCard';
