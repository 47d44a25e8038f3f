/** A connection died without a word. */
export class SilenceError extends Error {
  /** When something was heard last; ISO 8601. */
  readonly since: string;

  constructor(ms: number, heardAt: number) {
    super(`Nothing was heard for ${ms / 1000} s`);
    this.name = 'SilenceError';
    this.since = new Date(heardAt).toISOString();
  }
}

/**
 * The same response, which fails when its body is silent for longer than `ms`: a
 * connection that died without a word must not look like a platform at rest. It fails
 * with a {@link SilenceError}.
 */
export function failWhenSilent(response: Response, ms: number): Response {
  if (!response.body) {
    return response;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    start: controller => arm(controller),
    transform(chunk, controller) {
      arm(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  function arm(controller: TransformStreamDefaultController<Uint8Array>) {
    clearTimeout(timer);
    // A machine that slept lets the timer fire much later.
    const heardAt = Date.now();
    timer = setTimeout(
      () => controller.error(new SilenceError(ms, heardAt)),
      ms,
    );
  }
  return new Response(response.body.pipeThrough(watch), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}
