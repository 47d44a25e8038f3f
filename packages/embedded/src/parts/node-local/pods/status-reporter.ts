import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  KubeError,
  STRATEGIC_MERGE_PATCH,
  type KubeRest,
} from '../../../kube/rest.ts';
import { podKey, type Pod, type PodStatus } from './pod.ts';

const RETRY_MS = 1_000;

/** Tells the API server the newest status of one pod, until it has taken it. */
export class StatusReporter {
  readonly #rest: KubeRest;
  readonly #pod: () => Pod;
  readonly #log: (message: string) => void;
  #wanted: PodStatus | undefined;
  #sent: PodStatus | undefined;
  #sending: Promise<void> | undefined;
  #ended = false;

  constructor(rest: KubeRest, pod: () => Pod, log: (message: string) => void) {
    this.#rest = rest;
    this.#log = log;
    this.#pod = pod;
  }

  report(status: PodStatus): void {
    this.#wanted = status;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Resolves when there is nothing left to tell. */
  async flushed(): Promise<void> {
    await this.#sending;
  }

  end(): void {
    this.#ended = true;
  }

  async #send(): Promise<void> {
    while (!this.#ended && !isDeepStrictEqual(this.#wanted, this.#sent)) {
      const status = this.#wanted;
      try {
        await this.#patch(status);
        this.#sent = status;
      } catch (error) {
        if (isFinal(error)) {
          if (error.code === 422) {
            this.#log(`status of ${podKey(this.#pod())}: ${error.message}`);
          }
          this.#sent = status;
          return;
        }
        await sleep(RETRY_MS);
      }
    }
  }

  #patch(status: PodStatus | undefined): Promise<Pod> {
    const { namespace, name, uid } = this.#pod().metadata ?? {};
    return this.#rest.json<Pod>(
      `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      {
        method: 'PATCH',
        contentType: STRATEGIC_MERGE_PATCH,
        body: { metadata: { uid }, status: withNulls(status) },
      },
    );
  }
}

/** Whether the API server would give the same answer again: gone, replaced or invalid. */
function isFinal(error: unknown): error is KubeError {
  return error instanceof KubeError && [404, 409, 422].includes(error.code);
}

/** A merge keeps what is not named, so what is absent is named as null. */
function withNulls(status: PodStatus | undefined) {
  return {
    ...status,
    reason: status?.reason ?? null,
    message: status?.message ?? null,
    conditions: status?.conditions?.map(condition => ({
      ...condition,
      reason: condition.reason ?? null,
      message: condition.message ?? null,
    })),
  };
}
