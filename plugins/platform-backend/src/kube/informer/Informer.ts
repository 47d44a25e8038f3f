import { isDeepStrictEqual } from 'node:util';
import { linkSignals, type KindState } from '@pilothouse/plugin-platform-node';
import { toError } from '@backstage/errors';
import type { ChangedPlaces, Replica } from '../cache/Replica';
import type { Answer, OpenRequest } from '../connect/ClusterConnection';
import { ClusterFailure } from '../connect/ClusterFailure';
import { pause } from '../connect/pause';
import { codeOf, connectionReason } from '../connect/reasons';
import { parseLine, parsePage, statusOutcome } from './answers';
import { decideNext, fresh, type Attempts, type Next } from './decide';
import { linesOf } from './lines';
import { WatchFailure, type Outcome } from './Outcome';
import { listRequest, watchRequest, type Served } from './requests';

/** Bookmarks come about every minute: silence for longer means that nobody is there. */
const SILENCE_MS = 100_000;
const ANSWER_MS = 15_000;
/** A watch that lasted so long had worked, even if nothing happened. */
const LASTING_MS = 10_000;

/** What an {@link Informer} needs. */
export interface InformerOptions {
  readonly name: string;
  readonly served: Served;
  readonly replica: Replica;
  readonly open: (request: OpenRequest) => Promise<Answer>;
  readonly link: {
    /** Waits until the cluster can be asked; the signal tells when that is over. */
    up(signal: AbortSignal): Promise<AbortSignal>;
    suspect(): void;
    heard(): void;
    /** When the cluster was heard before it was last lost, in ms since the epoch. */
    readonly lostAt: number | undefined;
  };
  readonly changed: (places: ChangedPlaces) => void;
  readonly stateChanged: () => void;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Waits before the next attempt; the signal ends that. */
  readonly pause?: typeof pause;
}

/** What an {@link Informer} did, for whoever measures it. */
export interface InformerFigures {
  /** When it last heard something, or else when it was made; in ms since the epoch. */
  readonly heardAt: number;
  readonly lists: number;
  readonly watches: number;
  readonly events: number;
}

/** Keeps the replica of one kind of one cluster true: list, watch, and again for ever. */
export class Informer {
  readonly #options: Required<InformerOptions>;
  #state: KindState = { kind: 'pending' };
  #attempts: Attempts = fresh;
  #epoch = 0;
  #heard = false;
  #heardAt: number;
  /** As of when the replica is known to be whole, in ms since the epoch. */
  #asOf: number;
  /** Whether the replica has held all there is. */
  #listed = false;
  readonly #counts = { lists: 0, watches: 0, events: 0 };

  constructor(options: InformerOptions) {
    this.#options = { now: Date.now, random: Math.random, pause, ...options };
    this.#heardAt = this.#options.now();
    this.#asOf = this.#heardAt;
  }

  get state(): KindState {
    return this.#state;
  }

  get figures(): InformerFigures {
    return { heardAt: this.#heardAt, ...this.#counts };
  }

  /** Works until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let from: Next['from'] = 'list';
    let known: AbortSignal | undefined;
    while (!signal.aborted) {
      const session = await this.#session(signal);
      if (!session) return;
      if (session !== known) {
        // It may have ended between two attempts, where nothing told of it.
        this.#lost();
        [from, this.#attempts, known] = ['list', fresh, session];
      }
      const either = linkSignals(signal, session);
      const next = await this.#attempt(from, either.signal);
      either.release();
      if (next !== undefined) from = next;
      else if (!signal.aborted) this.#lost();
    }
  }

  /** @returns where to go on; undefined where the signal ended it */
  async #attempt(
    from: Next['from'],
    signal: AbortSignal,
  ): Promise<Next['from'] | undefined> {
    const outcome = await this.#follow(from, signal);
    return signal.aborted ? undefined : this.#react(outcome, signal);
  }

  async #session(signal: AbortSignal): Promise<AbortSignal | undefined> {
    try {
      return await this.#options.link.up(signal);
    } catch {
      return undefined;
    }
  }

  async #react(outcome: Outcome, signal: AbortSignal): Promise<Next['from']> {
    if (outcome.kind === 'broken' || outcome.kind === 'unauthorized') {
      this.#options.link.suspect();
    }
    const next = decideNext(outcome, this.#attempts, {
      heard: this.#heard,
      isReturning: this.#state.kind === 'stale' && this.#state.byLoss === true,
      random: this.#options.random(),
    });
    this.#attempts = next.attempts;
    if (next.verdict?.kind === 'stale') this.#setStale(next.verdict);
    else if (next.verdict) this.#retreat(next.verdict);
    await this.#options.pause(next.delayMs, signal);
    return this.#options.replica.resumeFrom === undefined ? 'list' : next.from;
  }

  async #follow(from: Next['from'], signal: AbortSignal): Promise<Outcome> {
    this.#heard = false;
    try {
      if (from === 'list') await this.#list(signal);
      await this.#watch(signal);
      return { kind: 'ended' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { served, replica, changed } = this.#options;
    this.#epoch = replica.begin();
    let continueAt: string | undefined;
    try {
      do {
        const answer = await this.#ask(listRequest(served, continueAt), signal);
        const page = parsePage(await answer.body.text());
        if (continueAt === undefined) this.#counts.lists += 1;
        changed(replica.page(this.#epoch, page));
        this.#hear();
        continueAt = page.continueAt;
      } while (continueAt);
      this.#listed = true;
      this.#asOf = this.#heardAt;
    } finally {
      replica.breakOff(this.#epoch);
    }
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { served, replica, random } = this.#options;
    const start = replica.resumeFrom;
    if (start === undefined) throw new WatchFailure({ kind: 'expired' });
    this.#counts.watches += 1;
    const request = watchRequest(served, start, random());
    const asked = { ...request, pauseMs: SILENCE_MS, isWatch: true };
    const answer = await this.#ask(asked, signal);
    this.#setState({ kind: 'live' });
    const lasting = setTimeout(() => {
      this.#heard = true;
    }, LASTING_MS);
    try {
      await this.#take(answer);
    } finally {
      clearTimeout(lasting);
    }
  }

  async #take(answer: Answer): Promise<void> {
    const { replica, changed } = this.#options;
    for await (const text of linesOf(answer.body)) {
      const line = parseLine(text);
      this.#hear();
      this.#heard = true;
      this.#asOf = this.#heardAt;
      if (line.kind === 'event') {
        this.#counts.events += 1;
        const places = replica.event(this.#epoch, line.event);
        if (places.size > 0) changed(places);
      } else {
        replica.bookmark(this.#epoch, line.resourceVersion);
      }
    }
  }

  async #ask(request: OpenRequest, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#options.open({
      timeoutMs: ANSWER_MS,
      ...request,
      signal,
    });
    if (answer.statusCode === 200) return answer;
    const text = await answer.body.text();
    const wait = Number(answer.headers['retry-after']) * 1000 || undefined;
    throw new WatchFailure(
      statusOutcome(answer.statusCode, safeJson(text), wait),
    );
  }

  #hear(): void {
    this.#heardAt = this.#options.now();
    this.#options.link.heard();
  }

  #lost(): void {
    if (this.#state.kind !== 'live') return;
    // Until then nothing had changed that a watch would not have told.
    this.#asOf = this.#options.link.lostAt ?? this.#asOf;
    this.#setStale({
      because: 'the connection to the cluster is lost',
      byLoss: true,
    });
  }

  #setStale(known: { because: string; byLoss?: true }): void {
    const { because, byLoss } = known;
    if (this.#state.kind === 'absent' || this.#state.kind === 'forbidden')
      return;
    if (!this.#listed) {
      this.#setState({ kind: 'pending', because });
      return;
    }
    this.#setState({
      kind: 'stale',
      since: new Date(this.#asOf).toISOString(),
      because,
      ...(byLoss && { byLoss }),
    });
  }

  /** A kind that may not be read, or is not there, has no objects. */
  #retreat(
    verdict: Extract<KindState, { kind: 'absent' | 'forbidden' }>,
  ): void {
    this.#options.changed(this.#options.replica.clear());
    this.#setState(verdict);
  }

  #setState(state: KindState): void {
    if (isDeepStrictEqual(state, this.#state)) return;
    this.#state = state;
    this.#options.stateChanged();
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof WatchFailure) return error.outcome;
  if (error instanceof ClusterFailure) {
    return { kind: 'broken', because: error.message };
  }
  if (codeOf(error) !== undefined) {
    return { kind: 'broken', because: connectionReason(error) };
  }
  return { kind: 'failed', because: toError(error).message };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
