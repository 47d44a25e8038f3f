import { jsonPieces } from './json-bytes';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const comment = bytes(': \n\n');
const message = bytes('event: message\ndata: ');
const failure = bytes('event: error\ndata: ');
const end = bytes('\n\n');

/**
 * Server-sent events in the format of oRPC's client, which oRPC itself would write by copying
 * each value three times over (HTML Standard, section 9.2.6).
 *
 * @param events - what they throw is told as the last event, and ends the stream
 * @param heartbeatMs - how often a comment keeps an idle connection alive
 */
export function eventStream(
  events: AsyncIterator<unknown>,
  heartbeatMs: number,
): ReadableStream<Uint8Array> {
  let cancelled = false;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(comment),
    async pull(controller) {
      const tell = (kind: Uint8Array, value: unknown) => {
        for (const piece of [kind, ...jsonPieces(value), end]) {
          controller.enqueue(piece);
        }
      };
      heartbeat = setInterval(() => controller.enqueue(comment), heartbeatMs);
      try {
        const { done, value } = await events.next();
        if (cancelled) return;
        if (done) controller.close();
        else tell(message, value);
      } catch (error) {
        if (cancelled) return;
        tell(failure, error);
        controller.close();
      } finally {
        clearInterval(heartbeat);
      }
    },
    async cancel() {
      cancelled = true;
      clearInterval(heartbeat);
      await events.return?.();
    },
  });
}
