import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What is asked of a backend. */
export interface Asked {
  readonly token: string;
  /** Sent as JSON by POST; without it, GET. */
  readonly body?: unknown;
  /** Default `identity`, as the clients of the API server ask for it. */
  readonly encoding?: 'gzip' | 'identity';
}

/**
 * Asks a backend over its own kept connections. It does as little as it can, as it shares the
 * cores with what is measured.
 */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });

  /**
   * Takes the answer as it comes.
   *
   * @throws Error with the answer when it is not a success
   */
  async load(
    url: string | URL,
    { token, body, encoding = 'identity' }: Asked,
  ): Promise<Buffer> {
    const asked = request(url, {
      method: body === undefined ? 'GET' : 'POST',
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-encoding': encoding,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const answer = await buffer(response);
    if (response.statusCode !== 200) {
      throw new Error(
        `${String(url)} failed with ${
          response.statusCode
        }: ${answer.toString()}`,
      );
    }
    return answer;
  }

  close(): void {
    this.#agent.destroy();
  }
}
