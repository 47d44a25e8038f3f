/**
 * Twins of the ports and the suites that every provider passes; for tests only.
 *
 * @packageDocumentation
 */
export * from './delivery/testing';
export * from './health/testing';
export * from './kube/testing';
export * from './laws/keeps';
export * from './logs/testing';
export * from './marketplace/testing';
export * from './registry/testing';
