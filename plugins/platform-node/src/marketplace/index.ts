export * from './adapted';
export * from './composition';
export * from './MiddlewareProvider';
export * from './portable-schema';
export * from './service';
export * from './told';
export * from './conditions';
export * from './values';
