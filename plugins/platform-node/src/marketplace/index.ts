export * from './adapted';
export * from './MiddlewareProvider';
export * from './service';
export * from './conditions';
export * from './values';
