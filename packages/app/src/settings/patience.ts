import type { FetchApi } from '@backstage/frontend-plugin-api';
import { retryDelay } from '@pilothouse/plugin-platform-react';

/**
 * Reads a person's settings again until they can be read. The stock storage takes what it
 * could not read for not set, and whoever keeps something there would overwrite it. All else
 * is asked once.
 *
 * @param wait - resolves after so many ms
 */
export function patientReads(
  fetchApi: FetchApi,
  wait: (ms: number) => Promise<void> = inTime,
): FetchApi {
  const read: FetchApi['fetch'] = async (input, init) => {
    for (let failures = 1; ; failures += 1) {
      const answer = await fetchApi.fetch(input, init).catch(() => undefined);
      // A portal that keeps no settings of the person says that they are not found.
      if (answer?.ok || answer?.status === 404) return answer;
      await wait(retryDelay(failures, Math.random()));
    }
  };
  return {
    fetch: (input, init) =>
      isRead(input) ? read(input, init) : fetchApi.fetch(input, init),
  };
}

function isRead(input: Parameters<FetchApi['fetch']>[0]): boolean {
  const url = input instanceof Request ? input.url : String(input);
  return new URL(url, 'http://portal').pathname.endsWith('/multiget');
}

function inTime(ms: number): Promise<void> {
  return new Promise(done => {
    setTimeout(done, ms);
  });
}
