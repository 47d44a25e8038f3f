export * from './ChangeListeners';
export * from './extension-point';
export * from './PlatformParts';
