export { draftOf } from './draft';
