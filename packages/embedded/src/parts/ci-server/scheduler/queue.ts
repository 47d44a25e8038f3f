import { z } from 'zod';
import { readIfExists, writeAtomic } from '../../../platform/files.ts';
import type { BuildCause, ParameterValues } from '../model.ts';
import type { QueueItem } from './decide.ts';

/** How long it is told what became of an item. */
const LEFT_KEPT_MS = 5 * 60 * 1000;

/** An item that no longer waits. */
export interface LeftItem extends QueueItem {
  readonly leftAt: number;
  /** Number of the build that it became; an item without one was canceled. */
  readonly executable?: number;
}

/** What is asked for when a build is to begin. */
export interface Submission {
  readonly jobFullName: string;
  readonly cause: BuildCause;
  readonly parameters: ParameterValues;
  readonly quietMillis: number;
}

const itemShape = z.object({
  id: z.number().int(),
  jobFullName: z.string(),
  causes: z.array(z.unknown()),
  parameters: z.record(z.string(), z.unknown()),
  inQueueSince: z.number(),
  readyAt: z.number(),
});

const isItem = (value: unknown) => itemShape.safeParse(value).success;

const fileSchema = z.object({
  lastId: z.number().int(),
  waiting: z.array(z.custom<QueueItem>(isItem, 'is not a waiting item')),
  left: z.array(z.custom<LeftItem>(isItem, 'is not an item that has left')),
});

type Content = z.infer<typeof fileSchema>;

/** The builds that wait, kept on disk. */
export class Queue {
  private readonly path: string;
  private content: Content;
  private last: Promise<void> = Promise.resolve();

  private constructor(path: string, content: Content) {
    this.path = path;
    this.content = content;
  }

  static async open(path: string): Promise<Queue> {
    const text = await readIfExists(path);
    return new Queue(
      path,
      text === undefined
        ? { lastId: 0, waiting: [], left: [] }
        : fileSchema.parse(JSON.parse(text)),
    );
  }

  /** The oldest first. */
  get waiting(): readonly QueueItem[] {
    return this.content.waiting;
  }

  get(id: number): QueueItem | LeftItem | undefined {
    return [...this.content.waiting, ...this.content.left].find(
      each => each.id === id,
    );
  }

  /**
   * Lets a build wait. Where one waits for the same job and parameters already,
   * both become one build.
   */
  async submit(submission: Submission, now: number): Promise<QueueItem> {
    const { jobFullName, parameters, cause, quietMillis } = submission;
    const same = this.content.waiting.find(
      each =>
        each.jobFullName === jobFullName &&
        canonical(each.parameters) === canonical(parameters),
    );
    const item: QueueItem = same
      ? { ...same, causes: [...same.causes, cause] }
      : {
          id: this.content.lastId + 1,
          jobFullName,
          causes: [cause],
          parameters,
          inQueueSince: now,
          readyAt: now + quietMillis,
        };
    const others = this.content.waiting.filter(each => each !== same);
    await this.keep({
      ...this.content,
      lastId: Math.max(this.content.lastId, item.id),
      waiting: [...others, item].sort((a, b) => a.id - b.id),
    });
    return item;
  }

  /**
   * Takes an item out: it became a build, or was canceled.
   *
   * @param after - what must be kept before this is
   */
  async leave(
    id: number,
    now: number,
    executable?: number,
    after?: Promise<void>,
  ): Promise<void> {
    const item = this.content.waiting.find(each => each.id === id);
    if (!item) return;
    const recent = this.content.left.filter(
      ({ leftAt }) => now - leftAt < LEFT_KEPT_MS,
    );
    const content = {
      ...this.content,
      waiting: this.content.waiting.filter(each => each !== item),
      left: [...recent, { ...item, leftAt: now, executable }],
    };
    await this.keep(content, after);
  }

  private async keep(content: Content, after?: Promise<void>): Promise<void> {
    this.content = content;
    this.last = this.last
      .catch(() => undefined)
      .then(() => after)
      .then(() => writeAtomic(this.path, `${JSON.stringify(this.content)}\n`));
    await this.last;
  }
}

function canonical(parameters: ParameterValues): string {
  return JSON.stringify(
    Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
