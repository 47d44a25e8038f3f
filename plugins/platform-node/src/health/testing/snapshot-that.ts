import type { PartsSource } from '@pilothouse/plugin-platform-common';
import type { PlatformParts } from '../PlatformParts';

const limitMs = 5_000;

/**
 * The first snapshot that satisfies the condition.
 *
 * @throws after five seconds, with the last snapshot
 */
export async function snapshotThat(
  parts: PlatformParts,
  condition: (source: PartsSource) => boolean,
): Promise<PartsSource> {
  let unsubscribe: () => void = () => undefined;
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PartsSource>((resolve, reject) => {
      const look = () => {
        const source = parts.snapshot();
        if (condition(source)) {
          resolve(source);
        }
      };
      late = setTimeout(() => {
        const last = JSON.stringify(parts.snapshot());
        reject(new Error(`still ${last} after ${limitMs} ms`));
      }, limitMs);
      unsubscribe = parts.subscribe(look);
      look();
    });
  } finally {
    clearTimeout(late);
    unsubscribe();
  }
}
