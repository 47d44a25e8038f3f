import type {
  LogMark,
  LogSource,
  TailRequest,
} from '@pilothouse/plugin-platform-common';
import type { Beginning } from './ContainerFollower';
import { weightOf, type ToldOf } from './events';
import { Pulse } from './Pulse';
import type { Shared, Source } from './Source';
import { SourceSet } from './SourceSet';
import type { Wanted } from './targets';
import { TimeMerge } from './TimeMerge';
import type { Told } from './told';

/** How long lines wait for earlier ones of other containers. */
const holdMs = 100;
/** How long lines wait while there are earlier ones, as clocks of nodes may be far apart. */
const patienceMs = 10_000;
/** What of one container may wait to be told; beyond that no more of it is read. */
const sourceWeight = 512 * 1024;
/** What of all may; beyond that, only containers are read of which nothing waits. */
const totalWeight = 16 * 1024 * 1024;

/** What began so shortly before a connection broke may not have been told; clocks may differ. */
const recentMs = 60_000;

const keyOf = ({ uid, container }: { uid: string; container: string }) =>
  `${uid}/${container}`;

/** Where all containers of a workload put what they tell, until it is taken. */
export class Intake {
  readonly merge = new TimeMerge<ToldOf>({ holdMs, patienceMs });
  /** Sources that nobody was told of yet; they come before what they tell. */
  readonly announcements: LogSource[] = [];
  /** Fires when there may be something to take. */
  readonly news = new Pulse();
  readonly #room = new Pulse();
  readonly #request: TailRequest;
  readonly #marks: ReadonlyMap<string, LogMark>;
  readonly #sources: SourceSet;
  #count = 0;
  #following = 0;
  #closed = false;
  #lastNews = Date.now();
  #failure?: { readonly error: unknown };

  /** @throws NotFoundError when there is no such workload for that person */
  constructor(
    deps: Pick<Shared, 'kube' | 'logs' | 'reader'>,
    request: TailRequest,
  ) {
    this.#request = request;
    this.#marks = new Map(
      (request.positions ?? []).map(at => [keyOf(at), at] as const),
    );
    this.#sources = new SourceSet(deps, request, (source, isFirst) => {
      void this.#follow(source, isFirst);
    });
  }

  /** What ended it, in a box because anything may be thrown. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /** Whether nothing is followed, nor will be by itself. */
  get isOver(): boolean {
    return this.#following === 0 && this.#request.previous === true;
  }

  /** When the last thing came, in ms; undefined while containers are being connected. */
  get quietSince(): number | undefined {
    return this.#sources.connecting ? undefined : this.#lastNews;
  }

  /** Takes what may be told now, and makes room for more. */
  take(now: number, maxWeight: number): ToldOf[] {
    const taken = this.merge.take(now, maxWeight);
    this.#room.fire();
    return taken;
  }

  /** Ends all that is followed. */
  close(): void {
    this.#closed = true;
    this.#sources.close();
    this.#room.fire();
  }

  async #follow(source: Source, isFirst: boolean): Promise<void> {
    const index = this.#count++;
    this.#following += 1;
    this.merge.add(index);
    try {
      await this.#tellAll(source, index, this.#beginning(source, isFirst));
    } catch (error) {
      this.#failure ??= { error };
    }
    source.settled = true;
    this.merge.end(index);
    this.#following -= 1;
    this.#sources.ended(source);
    this.news.fire();
  }

  async #tellAll(source: Source, index: number, beginning: Beginning) {
    const announce = this.#announcing(source, index);
    // Who has read of it before is told that it is still there, though it cannot be opened.
    if (this.#marks.has(keyOf(source.wanted))) announce();
    const batches = source.follow(beginning, {
      opened: announce,
      expect: lines => {
        this.merge.expect(index, lines);
        this.news.fire();
      },
    });
    let last: Told | undefined;
    for await (const batch of batches) {
      if (batch.length > 0) {
        last = batch.at(-1);
        announce();
        await this.#put(index, batch);
      }
    }
    if (last && last.kind !== 'ended') {
      const at = new Date().toISOString();
      const reason = source.hasLeft ? 'Left' : 'Deleted';
      await this.#put(index, [{ kind: 'ended', at, reason }]);
    }
  }

  #announcing({ wanted }: Source, index: number): () => void {
    let announced = false;
    return () => {
      if (!announced) {
        announced = true;
        const { pod, uid, container } = wanted;
        this.announcements.push({ index, pod, uid, container });
        this.#lastNews = Date.now();
        this.news.fire();
      }
    };
  }

  async #put(index: number, batch: readonly Told[]): Promise<void> {
    const told = batch.map(item => ({
      at: item.kind === 'line' ? item.at : '',
      weight: weightOf(item),
      value: { source: index, told: item },
    }));
    this.#lastNews = Date.now();
    this.merge.push(index, told, this.#lastNews);
    this.news.fire();
    while (!this.#closed && this.#isFull(index)) {
      await this.#room.wait();
    }
  }

  /** One of which nothing waits is never full: the others would be told out of order. */
  #isFull(index: number): boolean {
    const { merge } = this;
    const limit = merge.weight > totalWeight ? 0 : sourceWeight;
    return merge.weightOf(index) > limit;
  }

  /** What came later, also while nobody was connected, is read whole. */
  #beginning({ wanted, mark: told }: Source, isFirst: boolean): Beginning {
    const { tailLines, sinceSeconds, previous, unfinished } = this.#request;
    const mark = told ?? this.#marks.get(keyOf(wanted));
    const isNew = !isFirst || (!unfinished && this.#isAfterAll(wanted));
    const selection = isNew && !mark ? {} : { tailLines, sinceSeconds };
    return { mark, previous, selection };
  }

  /** Whether a container began after what an earlier connection has told, or not long before. */
  #isAfterAll({ beganAt }: Wanted): boolean {
    const newest = [...this.#marks.values()].reduce(
      (latest, { at }) => Math.max(latest, Date.parse(`${at.slice(0, 19)}Z`)),
      -Infinity,
    );
    return (
      this.#marks.size > 0 &&
      beganAt !== undefined &&
      Date.parse(beganAt) > newest - recentMs
    );
  }
}
