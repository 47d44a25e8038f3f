/**
 * The platform's own health: a page and a banner.
 *
 * @packageDocumentation
 */
export { healthPlugin as default } from './plugin';
export { HealthBanner } from './banner/HealthBanner';
export { healthTranslationRef } from './language/ref';
