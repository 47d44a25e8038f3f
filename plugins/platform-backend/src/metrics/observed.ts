/** Hears of a stream of events. */
export interface StreamObserver<T> {
  began(): void;
  told(event: T): void;
  ended(): void;
}

/** The same events, with somebody who hears of them as they are taken. */
export async function* observed<T>(
  events: AsyncIterable<T>,
  observer: StreamObserver<T>,
): AsyncGenerator<T, void> {
  observer.began();
  try {
    for await (const event of events) {
      observer.told(event);
      yield event;
    }
  } finally {
    observer.ended();
  }
}
