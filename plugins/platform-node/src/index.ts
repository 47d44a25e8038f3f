/**
 * Ports of Pilothouse and the extension points through which providers reach them, one
 * folder per capability, and what the backends share of errors, HTTP and time.
 *
 * @packageDocumentation
 */
export * from './delivery';
export * from './errors';
export * from './health';
export * from './http';
export * from './kube';
export * from './logs';
export * from './marketplace';
export * from './people';
export * from './registry';
export * from './time';
