import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../around';

/** One thing that is wrong, before those of several pods become one cause. */
export interface Finding {
  readonly facts: CauseFacts;
  /** Whether it will not pass by itself, so that a rollout does not merely take its time. */
  readonly blocking: boolean;
  /** Name of the pod that it holds for. */
  readonly pod?: string;
  /** How many pods it holds for, when it holds for no pod that exists. */
  readonly pods?: number;
  readonly since?: string;
  /** What Kubernetes said, word by word. */
  readonly raw?: string;
}

/** Finds what is wrong in one respect. */
export type Finder = (surroundings: Surroundings) => readonly Finding[];
