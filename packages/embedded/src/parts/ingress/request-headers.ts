import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { endToEndHeaders, type HeaderList } from '../network/forward.ts';

const OWN = new Set([
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-scheme',
  'x-real-ip',
  'x-request-id',
  'x-scheme',
]);

/**
 * The headers that a service sees: those of the client, with what ingress-nginx tells
 * about the client's side. What the client itself claimed there is not believed; only
 * its request id is kept.
 */
export function upstreamHeaders(
  request: IncomingMessage,
  port: number,
): HeaderList {
  const passed = endToEndHeaders(request.rawHeaders).filter(
    ([name]) => !OWN.has(name.toLowerCase()),
  );
  const client = request.socket.remoteAddress ?? '';
  const claimed = request.headers['x-forwarded-for'];
  const id = request.headers['x-request-id'];
  return [
    ...passed,
    [
      'X-Request-ID',
      typeof id === 'string' ? id : randomBytes(16).toString('hex'),
    ],
    ['X-Real-IP', client],
    ['X-Forwarded-For', client],
    ['X-Forwarded-Host', request.headers.host ?? ''],
    ['X-Forwarded-Port', String(port)],
    ['X-Forwarded-Proto', 'http'],
    ['X-Forwarded-Scheme', 'http'],
    ['X-Scheme', 'http'],
    ...(claimed
      ? [['X-Original-Forwarded-For', String(claimed)] as const]
      : []),
  ];
}
