/**
 * Middleware that can be ordered, and what runs of it.
 *
 * @packageDocumentation
 */
export { marketplacePlugin as default } from './plugin';
