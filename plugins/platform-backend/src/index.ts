/**
 * The Kubernetes-facing backend of Pilothouse.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
