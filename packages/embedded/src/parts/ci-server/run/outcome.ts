import type { BuildResult, StageStatus } from '../model.ts';

/** A step that did not do what it was for. */
export class StepFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StepFailure';
  }
}

/** What ended a step from outside: a person, a time-out, a failed sibling, a rejected input. */
export class Interruption extends Error {
  readonly cause: 'abort' | 'timeout' | 'failFast' | 'input';

  constructor(cause: Interruption['cause'], message: string) {
    super(message);
    this.name = 'Interruption';
    this.cause = cause;
  }
}

const ORDER: readonly BuildResult[] = [
  'SUCCESS',
  'UNSTABLE',
  'FAILURE',
  'NOT_BUILT',
  'ABORTED',
];

/** The worse of two results. */
export function worse(
  one: BuildResult | undefined,
  other: BuildResult | undefined,
): BuildResult | undefined {
  if (!one || !other) return one ?? other;
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
}

/** What an error makes of the build. */
export function resultOf(error: unknown): BuildResult {
  return error instanceof Interruption ? 'ABORTED' : 'FAILURE';
}

export function isResult(text: string): text is BuildResult {
  return ORDER.some(each => each === text);
}

const STATUS: Readonly<Record<BuildResult, StageStatus>> = {
  SUCCESS: 'SUCCESS',
  UNSTABLE: 'UNSTABLE',
  FAILURE: 'FAILED',
  NOT_BUILT: 'NOT_EXECUTED',
  ABORTED: 'ABORTED',
};

/** A result in the words for stages. */
export function statusOf(result: BuildResult | undefined): StageStatus {
  return STATUS[result ?? 'SUCCESS'];
}
