/**
 * Contracts and pure domain code of Pilothouse, one folder per capability.
 *
 * @packageDocumentation
 */
export * from './contract';
export * from './creation';
export * from './deletion';
export * from './deployments';
export * from './health';
export * from './kube';
export * from './live';
export * from './logs';
export * from './marketplace';
export * from './people';
export * from './pipelines';
export * from './services';
export * from './status';
