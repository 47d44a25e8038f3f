import type { PartsSource } from '@pilothouse/plugin-platform-common';

/**
 * Port to one source of the platform's parts. A provider keeps what it knows in memory,
 * so that nobody who looks has to wait for it.
 */
export interface PlatformParts {
  /** What is known now. Never throws; what is not known is said as such, with its date. */
  snapshot(): PartsSource;
  /**
   * Calls the listener after every change of the snapshot.
   *
   * @returns ends the subscription; may be called again
   */
  subscribe(listener: () => void): () => void;
}
