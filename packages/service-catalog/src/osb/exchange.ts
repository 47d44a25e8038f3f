import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Answer, Received } from './answer.ts';

const LARGEST_ANSWER = 16 * 1024 * 1024;

/** Why there is no response. */
export type Unheard = Extract<
  Answer,
  { kind: 'timeout' } | { kind: 'broken' } | { kind: 'unreachable' }
>;

/** Sends one request, and tells whether it may have arrived where there is no response. */
export function exchange(
  url: URL,
  options: RequestOptions,
  text: string | undefined,
  timeoutMs: number,
): Promise<Received | Unheard> {
  return new Promise(resolve => {
    let connected = false;
    const isTls = url.protocol === 'https:';
    const late = AbortSignal.timeout(timeoutMs);
    const failed = (error: Error) => {
      if (late.aborted) {
        resolve(
          connected
            ? { kind: 'timeout', afterMs: timeoutMs }
            : { kind: 'unreachable', because: 'No connection could be made.' },
        );
        return;
      }
      const kind = connected ? 'broken' : 'unreachable';
      resolve({ kind, because: error.message || error.name });
    };
    const begin = isTls ? requestHttps : requestHttp;
    const outgoing = begin(url, { ...options, signal: late }, response => {
      readWhole(response).then(resolve, failed);
    });
    outgoing.on('error', failed);
    outgoing.on('socket', socket => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    outgoing.end(text);
  });
}

async function readWhole(response: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LARGEST_ANSWER) {
      response.destroy();
      throw new Error(`The answer is larger than ${LARGEST_ANSWER} bytes.`);
    }
    chunks.push(bytes);
  }
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    text: Buffer.concat(chunks).toString('utf8'),
  };
}
