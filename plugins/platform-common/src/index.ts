/**
 * Contracts and pure domain code of Pilothouse, one folder per capability.
 *
 * @packageDocumentation
 */
export * from './contract';
export * from './health';
export * from './people';
export * from './status';
