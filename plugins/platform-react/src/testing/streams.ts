import type { FetchApi } from '@backstage/frontend-plugin-api';

/** A portal whose live streams a test opens, feeds and breaks; a twin of its fetch. */
export class LiveStreams implements FetchApi {
  /** How often a stream was asked for. */
  opened = 0;
  private controller?: ReadableStreamDefaultController<Uint8Array>;
  private refusal?: { status: number; name: string; message: string };
  private readonly encoder = new TextEncoder();

  /** Answers with this from now on, as the backend words its errors. */
  refuse(status: number, name: string, message: string) {
    this.refusal = { status, name, message };
  }

  fetch: FetchApi['fetch'] = async () => {
    this.opened += 1;
    if (this.refusal) {
      const { status, name, message } = this.refusal;
      return new Response(
        JSON.stringify({
          error: { name, message },
          response: { statusCode: status },
        }),
        { status, headers: { 'content-type': 'application/json' } },
      );
    }
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        this.controller = controller;
      },
    });
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream' },
    });
  };

  /** Sends a value to whoever listens. */
  send(value: unknown) {
    this.controller?.enqueue(
      this.encoder.encode(`event: message\ndata: ${JSON.stringify(value)}\n\n`),
    );
  }

  /** Breaks the stream as a lost connection does. */
  break(because: Error) {
    this.controller?.error(because);
  }
}
