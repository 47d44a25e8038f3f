export * from './ask';
export * from './config';
export * from './errors';
export * from './ImageRegistry';
export * from './names';
export * from './no-image-registry';
export * from './OciClient';
export * from './service';
