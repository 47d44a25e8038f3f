/**
 * Ports of Pilothouse and the extension points through which providers reach them, one
 * folder per capability.
 *
 * @packageDocumentation
 */
export * from './health';
export * from './kube';
export * from './logs';
export * from './people';
