export { executorsOf } from './executors';
export { Learned } from './Learned';
export { LogReader } from './LogReader';
export { noSuchRun, RunReader } from './RunReader';
export { RunsReader } from './RunsReader';
