export * from './CiServer';
export * from './errors';
export * from './log-text';
export * from './no-ci-server';
export * from './service';
