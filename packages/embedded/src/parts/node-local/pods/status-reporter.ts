import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  KubeError,
  STRATEGIC_MERGE_PATCH,
  type KubeRest,
} from '../../../kube/rest.ts';
import { ChangeLog, messageOf } from '../change-log.ts';
import { podKey, type Pod, type PodStatus } from './pod.ts';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** Tells the API server the newest status of one pod, until it has taken it. */
export class StatusReporter {
  readonly #rest: KubeRest;
  readonly #pod: () => Pod;
  readonly #log: ChangeLog;
  #wanted: PodStatus | undefined;
  #sent: PodStatus | undefined;
  #sending: Promise<void> | undefined;
  #ended = false;

  constructor(rest: KubeRest, pod: () => Pod, log: (message: string) => void) {
    this.#rest = rest;
    this.#log = new ChangeLog(log);
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
    let failures = 0;
    while (!this.#ended && !isDeepStrictEqual(this.#wanted, this.#sent)) {
      const status = this.#wanted;
      try {
        await this.#patch(status);
        this.#sent = status;
        failures = 0;
        this.#log.clear();
      } catch (error) {
        if (!isExpected(error)) {
          this.#log.say(
            `status of ${podKey(this.#pod())}: ${messageOf(error)}`,
          );
        }
        if (isFinal(error)) {
          this.#sent = status;
          return;
        }
        failures += 1;
        await sleep(statusRetryMs(failures));
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

/** Pause after so many failures in a row: 1 s, doubling up to 30 s. */
export function statusRetryMs(failures: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

/** Whether the pod is only gone or replaced, as happens at its end. */
function isExpected(error: unknown): boolean {
  return error instanceof KubeError && [404, 409].includes(error.code);
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
