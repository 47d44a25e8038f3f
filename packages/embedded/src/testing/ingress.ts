import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the ingress answered. */
export interface IngressAnswer {
  readonly code: number;
  readonly body: string;
}

/**
 * Asks through the ingress by its address: names below `.localhost` resolve in browsers and
 * in curl, but not in every C library.
 *
 * @param port - where the ingress listens
 */
export function askThroughIngress(port: number) {
  return (host: string, path: string, form?: string): Promise<IngressAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method: form === undefined ? 'GET' : 'POST',
          headers: {
            host,
            'content-type': 'application/x-www-form-urlencoded',
          },
          timeout: 5000,
        },
        response => {
          const code = response.statusCode ?? 0;
          text(response).then(body => resolve({ code, body }), reject);
        },
      );
      sent.once('timeout', () => sent.destroy(new Error('no answer in 5 s')));
      sent.once('error', reject);
      sent.end(form);
    });
}
