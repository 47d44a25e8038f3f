export * from './basicAuth';
