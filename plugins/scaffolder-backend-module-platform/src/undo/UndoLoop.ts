import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Claims } from '../claims/Claims';
import { wordsOf } from '../things/thing';
import type { FateOf } from './fate';
import type { PipelineFailures } from './PipelineFailures';
import type { UndoRecords } from './UndoRecords';
import type { Undoing, UndoReport } from './undo';

/** What {@link UndoLoop} needs. */
export interface UndoLoopOptions {
  readonly claims: Claims;
  readonly failures: Pick<PipelineFailures, 'drop' | 'tasks'>;
  readonly fateOf: FateOf;
  readonly logger: LoggerService;
  readonly records: UndoRecords;
  /** Tells a person what came of their task, and resolves also when they cannot be told. */
  readonly tell: (
    person: string,
    taskId: string,
    report: UndoReport,
  ) => Promise<void>;
  readonly now: () => number;
  readonly undoing: Undoing;
}

/** What could not be undone is tried again after this time. */
const againMs = 60_000;
/** What is known of tasks that are deleted is forgotten within this time. */
const sweepMs = 24 * 60 * 60_000;

/** Undoes what failed and cancelled tasks have made, whoever ran them, and forgets what went well. */
export class UndoLoop {
  readonly #options: UndoLoopOptions;
  readonly #notBefore = new Map<string, number>();
  readonly #told = new Map<string, string>();
  #sweepAt = Number.NEGATIVE_INFINITY;

  constructor(options: UndoLoopOptions) {
    this.#options = options;
  }

  /** Looks after all tasks that have claimed something. Does not throw. */
  async run(signal?: AbortSignal): Promise<void> {
    const { claims, logger } = this.#options;
    try {
      const tasks = await claims.tasks();
      this.#forgetAllBut(tasks);
      for (const taskId of tasks) {
        if (signal?.aborted) return;
        await this.settle(taskId, signal).catch(error =>
          logger.warn(
            `What the task ${taskId} has made could not be looked after`,
            toError(error),
          ),
        );
      }
      await this.#sweep(tasks, signal);
    } catch (error) {
      logger.warn('No task could be looked after', toError(error));
    }
  }

  /** Brings what a task has claimed up to date with what became of it. */
  async settle(taskId: string, signal?: AbortSignal): Promise<void> {
    switch (await this.#options.fateOf(taskId)) {
      case 'completed':
      case 'gone':
        await this.#forget(taskId);
        break;
      case 'failed':
      case 'cancelled':
        await this.#undo(taskId, signal);
        break;
      default:
        break;
    }
  }

  /** One that was deleted had ended well, or long ago: nothing is removed on a guess. */
  async #forget(taskId: string): Promise<void> {
    const { claims, failures, records } = this.#options;
    await failures.drop(taskId);
    await records.drop(taskId);
    await claims.drop(await claims.ofTask(taskId));
  }

  /** Forgets how tasks ended that are deleted; those that have claims are looked after anyway. */
  async #sweep(
    claiming: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { failures, fateOf, now, records } = this.#options;
    if (now() < this.#sweepAt) return;
    const known = [...(await failures.tasks()), ...(await records.tasks())];
    for (const taskId of new Set(known)) {
      if (signal?.aborted) return;
      if (claiming.includes(taskId)) continue;
      // One that cannot be asked for now is asked for the next time.
      const fate = await fateOf(taskId).catch(() => undefined);
      if (fate === 'gone') await this.#forget(taskId);
    }
    this.#sweepAt = now() + sweepMs;
  }

  #forgetAllBut(tasks: readonly string[]): void {
    for (const noted of [this.#notBefore, this.#told]) {
      for (const taskId of noted.keys()) {
        if (!tasks.includes(taskId)) noted.delete(taskId);
      }
    }
  }

  async #undo(taskId: string, signal?: AbortSignal): Promise<void> {
    const { claims, logger, now, tell, undoing } = this.#options;
    if (now() < (this.#notBefore.get(taskId) ?? 0)) return;
    const [first] = await claims.ofTask(taskId);
    if (!first) return;
    const report = await undoing.undo(taskId, signal);
    for (const thing of report.undone) {
      logger.info(
        `Removed ${wordsOf(thing)}, which the task ${taskId} had made`,
      );
    }
    const isAgain = report.left.some(({ stays }) => !stays);
    if (isAgain) this.#notBefore.set(taskId, now() + againMs);
    const words = JSON.stringify(report);
    const isNews = report.undone.length + report.left.length > 0;
    if (isNews && this.#told.get(taskId) !== words) {
      this.#told.set(taskId, words);
      await tell(first.maker.userEntityRef, taskId, report);
    }
  }
}
