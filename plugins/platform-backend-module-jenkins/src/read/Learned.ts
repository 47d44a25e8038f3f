import type {
  BuiltImage,
  JenkinsfileProblem,
} from '@pilothouse/plugin-platform-common';
import { LRUCache } from 'lru-cache';
import type { Build, DescribedRun } from './schemas';

interface Facts {
  readonly described?: DescribedRun;
  readonly image?: BuiltImage;
  /** It was asked for, and need not be again. */
  readonly imageRead?: boolean;
  readonly jenkinsfile?: JenkinsfileProblem;
  /** The log was read for it, and need not be again. */
  readonly jenkinsfileRead?: boolean;
}

const maxRuns = 10_000;

/** What was learned of runs that have ended, which stays so. */
export class Learned {
  readonly #facts = new LRUCache<string, Facts>({ max: maxRuns });

  /** What is known of a run. */
  of(job: string, build: Build): Facts {
    return this.#facts.get(keyOf(job, build)) ?? {};
  }

  /** Remembers what is certain. */
  add(job: string, build: Build, facts: Facts): void {
    if (build.building) return;
    const { status } = facts.described ?? {};
    // It had not ended when it was described.
    const early = status === 'IN_PROGRESS' || status === 'PAUSED_PENDING_INPUT';
    const known = this.of(job, build);
    this.#facts.set(keyOf(job, build), {
      described: (early ? undefined : facts.described) ?? known.described,
      image: facts.image ?? known.image,
      imageRead: facts.imageRead ?? known.imageRead,
      jenkinsfile: facts.jenkinsfile ?? known.jenkinsfile,
      jenkinsfileRead: facts.jenkinsfileRead ?? known.jenkinsfileRead,
    });
  }
}

/** The number alone is given again when a job is deleted and made again. */
function keyOf(job: string, { number, timestamp }: Build): string {
  return `${job}#${number}@${timestamp}`;
}
