import type { Observable, Subscription } from '@backstage/types';
import type {
  LogEvent,
  ScaffolderStreamLogsOptions,
} from '@backstage/plugin-scaffolder-common';
import { watchAttention } from '@pilothouse/plugin-platform-react';
import ObservableImpl from 'zen-observable';

type Open = (request: ScaffolderStreamLogsOptions) => Observable<LogEvent>;

interface Reader {
  /** The last event that it has. */
  after: number;
  readonly told: ZenObservable.SubscriptionObserver<LogEvent>;
}

/** The events of one run, read over one connection. */
class RunStream {
  private readonly readers = new Set<Reader>();
  /** All events after `from` that have come. */
  private events: LogEvent[] = [];
  private from = 0;
  private connection?: Subscription;
  private unwatch?: () => void;
  private hidden = false;

  constructor(
    private readonly open: (after: number) => Observable<LogEvent>,
    private readonly over: () => void,
  ) {}

  read(reader: Reader): () => void {
    const isFirst = this.readers.size === 0;
    this.readers.add(reader);
    if (isFirst || reader.after < this.from) {
      // What is known does not reach back as far as this reader needs it.
      this.disconnect();
      this.events = [];
      this.from = reader.after;
    }
    this.unwatch ??= watchAttention({
      hidden: () => {
        this.hidden = true;
        this.disconnect();
      },
      back: () => {
        this.hidden = false;
        this.connect();
      },
    });
    this.connect();
    this.events.forEach(event => this.tell(reader, event));
    return () => {
      if (this.readers.delete(reader) && this.readers.size === 0) this.end();
    };
  }

  private connect() {
    if (this.hidden || this.connection) return;
    this.connection = this.open(this.events.at(-1)?.id ?? this.from).subscribe({
      next: event => {
        this.events.push(event);
        this.readers.forEach(reader => this.tell(reader, event));
      },
      error: error => this.end().forEach(({ told }) => told.error(error)),
      complete: () => this.end().forEach(({ told }) => told.complete()),
    });
  }

  private tell(reader: Reader, event: LogEvent) {
    if (event.id <= reader.after) return;
    reader.after = event.id;
    reader.told.next(event);
  }

  private disconnect() {
    this.connection?.unsubscribe();
    this.connection = undefined;
  }

  /** @returns who was reading, and has to ask anew for anything else */
  private end(): Reader[] {
    const readers = [...this.readers];
    this.readers.clear();
    this.disconnect();
    this.unwatch?.();
    this.over();
    return readers;
  }
}

/**
 * Streams of the events of runs, of which there is one for each run however many read it: a
 * browser allows six connections to a portal, and each part of the page of a run asks for its
 * own. A reader is told all events after the one that it names, also those that came before it
 * asked. Nothing is open while nobody reads, or nobody sees the page; what came meanwhile is
 * told then.
 *
 * @param open - opens one connection
 * @returns what takes the place of `open`
 */
export function sharedStreams(open: Open): Open {
  const streams = new Map<string, RunStream>();
  return request => {
    const { isTaskRecoverable, taskId, after } = request;
    const key = JSON.stringify([taskId, isTaskRecoverable ?? false]);
    return new ObservableImpl<LogEvent>(told => {
      const stream =
        streams.get(key) ??
        new RunStream(
          from => open({ ...request, after: from === 0 ? undefined : from }),
          () => streams.delete(key),
        );
      streams.set(key, stream);
      return stream.read({ after: after ?? 0, told });
    });
  };
}
