/** What was read: marks that the same source names again when it has changed. */
export type Reads = Set<string>;

/** Something that live views read. */
export interface Source {
  /**
   * Calls the listener with the marks of what changed, often and synchronously.
   *
   * @returns ends the subscription
   */
  subscribe(listener: (marks: readonly string[]) => void): () => void;
}

/** A source that is read as a whole, and so has one mark. */
export function wholeSource(
  mark: string,
  ...parts: readonly { subscribe(listener: () => void): () => void }[]
): Source {
  const marks = [mark];
  return {
    subscribe(listener) {
      const leave = parts.map(part => part.subscribe(() => listener(marks)));
      return () => leave.forEach(end => end());
    },
  };
}

/** Several sources as one. */
export function allSources(sources: readonly Source[]): Source {
  return {
    subscribe(listener) {
      const leave = sources.map(source => source.subscribe(listener));
      return () => leave.forEach(end => end());
    },
  };
}
