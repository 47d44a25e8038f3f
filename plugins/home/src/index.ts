/**
 * The first page, and the one for people who belong to no team.
 *
 * @packageDocumentation
 */
export { homePlugin as default } from './plugin';
export { TeamGate } from './team/TeamGate';
export { homeTranslationRef } from './language/ref';
export { firstStepAnnotation } from './steps/steps';
