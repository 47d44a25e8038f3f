import { CustomErrorBase } from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';
import type { KubeRequest } from './KubeService';

/** A cluster was told to change something, and what came of it was not heard. */
export class AnswerLostError extends CustomErrorBase {
  readonly name = answerLost;
  /** For those who answer with HTTP and do not know this class. */
  readonly statusCode = 503;

  /** @param because - why it was not heard, as a sentence without a subject */
  constructor(cluster: string, because: string) {
    super(
      `Cluster ${cluster} was told to do it, but its answer was lost: ${because}. It may have been done: look how it is now before you try again.`,
    );
  }
}

/** What is posted to these is answered and not kept. */
const questions = /^\/apis\/auth(entication|orization)\.k8s\.io\//;

/**
 * Whether a cluster only says what would come of a request. One that is passed on has its
 * query in its path.
 */
export function isTrial({ path, query }: KubeRequest): boolean {
  return query?.dryRun !== undefined || /[?&]dryRun=/.test(path);
}

/** Whether a cluster that took a request may be another one after it. */
export function mayChange(request: KubeRequest): boolean {
  const { method, path } = request;
  return (
    method !== undefined &&
    method !== 'GET' &&
    !isTrial(request) &&
    !questions.test(path)
  );
}
