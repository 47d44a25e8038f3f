import { SilenceError } from '../client/idle';
import { watchAttention } from './attention';
import {
  LiveStream,
  type OpenLive,
  type StreamListener,
  type Update,
} from './LiveStream';
import { LiveViews } from './LiveViews';
import { retryDelay } from './retry';

/** Pages that open together are asked for together. */
const settleMs = 5;
/** How long a hidden tab keeps its connection; a browser allows six to a portal. */
const hiddenMs = 5_000;
/** How long a connection may be changed without anybody being told. */
const graceMs = 1_000;
/** A connection that ends sooner has not been a good one. */
const shortMs = 5_000;
const jitterMs = 300;

type Timer = ReturnType<typeof setTimeout>;

/**
 * The one connection of a tab. To look at something else, it opens another one with the
 * revisions that it has, and closes the first when the other has spoken.
 */
export class LiveTab implements StreamListener {
  readonly views = new LiveViews(() => this.wantsOthers());
  private speaking?: LiveStream;
  private opening?: LiveStream;
  private timer?: Timer;
  private grace?: Timer;
  private hiding?: Timer;
  private away = false;
  private failures = 0;
  /** Since when nothing is followed. */
  private lostAt?: string;
  private unwatch?: () => void;

  constructor(private readonly open: OpenLive) {}

  told(stream: LiveStream, update: Update): void {
    if (stream === this.opening) {
      this.speaking?.close();
      this.speaking = stream;
      this.opening = undefined;
      this.lostAt = undefined;
      clearTimeout(this.grace);
    }
    this.views.tell(update);
  }

  ended(stream: LiveStream, because?: Error): void {
    const error = because ?? new Error('The portal closed the connection');
    if (stream === this.speaking) {
      this.speaking = undefined;
      this.lose(error, because ? 0 : graceMs);
    } else {
      this.opening = undefined;
      if (this.speaking) {
        this.views.loseUntold(error);
      } else {
        this.lose(error, 0);
      }
    }
    if (!this.opening) {
      this.openIn(this.delayAfter(stream, because));
    }
  }

  private wantsOthers() {
    if (this.views.isEmpty) {
      this.close();
      this.unwatch?.();
      this.unwatch = undefined;
      // Nobody watches any more who would tell that the tab is back.
      this.away = false;
      this.lostAt = undefined;
      return;
    }
    this.unwatch ??= watchAttention({
      hidden: () => {
        this.hiding = setTimeout(() => this.leave(), hiddenMs);
      },
      back: () => this.comeBack(),
    });
    this.openIn(settleMs);
  }

  private openIn(ms: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.away) {
        this.opening?.close();
        this.opening = new LiveStream(this.views.wanted(), this);
        void this.opening.follow(this.open);
      }
    }, ms);
  }

  /** Says after a while that nothing is followed, unless something is by then. */
  private lose(because: Error, afterMs: number) {
    clearTimeout(this.grace);
    const since = this.lostAt ?? heardLast(because) ?? new Date().toISOString();
    this.lostAt = since;
    if (afterMs === 0) {
      this.views.lose(because, since);
    } else {
      this.grace = setTimeout(() => this.views.lose(because, since), afterMs);
    }
  }

  private delayAfter({ openedAt }: LiveStream, because?: Error): number {
    const short = Date.now() - openedAt < shortMs;
    this.failures = (short ? this.failures : 0) + (short || because ? 1 : 0);
    return this.failures === 0
      ? Math.random() * jitterMs
      : retryDelay(this.failures, Math.random());
  }

  private leave() {
    this.away = true;
    this.lostAt ??= new Date().toISOString();
    this.close();
  }

  private comeBack() {
    clearTimeout(this.hiding);
    if (this.away) {
      this.away = false;
      this.lose(new Error('The tab was in the background'), graceMs);
    }
    if (!this.speaking) {
      this.openIn(0);
    }
  }

  private close() {
    clearTimeout(this.timer);
    clearTimeout(this.hiding);
    clearTimeout(this.grace);
    this.speaking?.close();
    this.opening?.close();
    this.speaking = undefined;
    this.opening = undefined;
  }
}

function heardLast(because: Error): string | undefined {
  return because instanceof SilenceError ? because.since : undefined;
}
