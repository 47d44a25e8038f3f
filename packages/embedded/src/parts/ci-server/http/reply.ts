import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Json } from './bean.ts';

/** An answer, before it is written. */
export interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

export function json(value: Json): Reply {
  return {
    status: 200,
    type: 'application/json;charset=utf-8',
    body: JSON.stringify(value),
  };
}

export function text(body: string | Readable, type = 'text/plain'): Reply {
  return { status: 200, type: `${type};charset=utf-8`, body };
}

/** Done; Jenkins then leads to a page. */
export function redirect(location: string): Reply {
  return { status: 302, headers: { Location: location } };
}

export const DONE: Reply = { status: 200 };

/** Writes an answer; a body that ends too early breaks the connection. */
export async function sendReply(
  reply: Reply,
  response: ServerResponse,
  withoutBody: boolean,
): Promise<void> {
  const { status, type, headers, body } = reply;
  response.writeHead(status, {
    ...headers,
    ...(type && { 'Content-Type': type }),
  });
  if (body === undefined || typeof body === 'string') {
    response.end(withoutBody ? undefined : body);
    return;
  }
  if (withoutBody) {
    body.destroy();
    response.end();
    return;
  }
  await pipeline(body, response);
}
