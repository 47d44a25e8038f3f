export { Believed } from './Believed';
export { readingPermissions, type Allows } from './reading-permissions';
