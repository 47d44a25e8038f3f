export { findJob } from './jobs';
export { Setup } from './Setup';
