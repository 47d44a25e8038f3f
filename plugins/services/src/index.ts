/**
 * Services and applications: what runs where, in which version, and how well.
 *
 * @packageDocumentation
 */
export { servicesPlugin as default } from './plugin';
