export { keeperOf } from './keeper';
export { ownersOf } from './managers';
export { PersonalClient } from './PersonalClient';
export { errorOf } from './status';
export { toYaml } from './tidy';
export {
  noSuchWorkload,
  pluralOf,
  preconditionOf,
  replicasOf,
  type Target,
  type Workload,
} from './workload';
export { Writer, type Trial } from './Writer';
