export { keeperOf } from './keeper';
export {
  fieldManager,
  hasApplied,
  othersWanting,
  ownersOf,
  type FieldStep,
} from './managers';
export { pathOf } from './paths';
export { PersonalClient } from './PersonalClient';
export { assertMayTakeOver, contested } from './send';
export {
  changedSince,
  conflictsOf,
  errorOf,
  isMissing,
  isOutdated,
  isUnconditional,
  type Refused,
} from './status';
export { toYaml } from './tidy';
export {
  isStill,
  noSuchWorkload,
  pluralOf,
  preconditionOf,
  replicasOf,
  type Target,
  type Workload,
} from './workload';
export { Writer, type Trial } from './Writer';
