import type { Surroundings } from '../around';
import { findRefusals } from './creation';
import { findExits } from './exits';
import type { Finder, Finding } from './Finding';
import { findImagePulls } from './image-pull';
import { findMissing } from './missing';
import { findEvictions, findLostNodes } from './nodes';
import { findFailingProbes } from './probes';
import { findOverlappingSelectors } from './overlapping-selectors';
import { withoutSymptoms } from './roots';
import { findUnscheduled } from './scheduling';
import { findDeadServices, findServiceOverlaps } from './services';
import { findStuckTerminating } from './terminating';
import {
  findBlindAutoscaler,
  findBlockedDisruption,
  findMissedDeadline,
  findUnready,
} from './workload';

const finders: readonly Finder[] = [
  findRefusals,
  findMissing,
  findLostNodes,
  findUnscheduled,
  findImagePulls,
  findExits,
  findFailingProbes,
  findEvictions,
  findUnready,
  findMissedDeadline,
  findDeadServices,
  findOverlappingSelectors,
  findServiceOverlaps,
  findStuckTerminating,
  findBlockedDisruption,
  findBlindAutoscaler,
];

/** Everything that is wrong with a workload, without what is only a symptom. */
export function findingsOf(surroundings: Surroundings): readonly Finding[] {
  return withoutSymptoms(finders.flatMap(find => find(surroundings)));
}

export type { Finding } from './Finding';
export { mergeFindings } from './merge';
