import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';

/** Smaller ones gain nothing; larger ones would hold up others, and are left to Backstage. */
const smallest = 1024;
const largest = 128 * 1024;
/** So much reaches the browser at once (RFC 6928): compressed it comes no sooner, but costs. */
const oneFlight = 14_600;
const maxKeptBytes = 8 * 1024 * 1024;

/** By what they say, so that none is ever out of date. */
const kept = new LRUCache<string, Buffer>({
  maxSize: maxKeptBytes,
  sizeCalculation: body => body.length,
});

const compressedOf = new WeakMap<Uint8Array, Buffer>();

/**
 * Answers with JSON that is asked for again and again, such as by tabs that poll: what was
 * compressed once is not compressed again for as long as it says the same.
 */
export function sendJson(request: Request, response: Response, value: unknown) {
  const text = JSON.stringify(value);
  const fits = text.length >= smallest && text.length <= largest;
  if (!fits || !request.acceptsEncodings('gzip')) {
    response.type('json').send(text);
    return;
  }
  sendGzip(response, compressed(text));
}

/** Answers with JSON that is kept as bytes, compressed once where that pays. */
export function sendKeptJson(
  request: Request,
  response: Response,
  json: Uint8Array,
) {
  if (json.length <= oneFlight) {
    response
      .type('json')
      .set('Cache-Control', 'no-transform')
      .set('Content-Length', String(json.length))
      .end(json);
  } else if (json.length <= largest && request.acceptsEncodings('gzip')) {
    const body = compressedOf.get(json) ?? zlib.gzipSync(json);
    compressedOf.set(json, body);
    sendGzip(response, body);
  } else {
    response.type('json').send(Buffer.from(json));
  }
}

function sendGzip(response: Response, body: Buffer) {
  response
    .type('json')
    .vary('Accept-Encoding')
    .set('Content-Encoding', 'gzip')
    .set('Content-Length', String(body.length))
    .end(body);
}

function compressed(text: string): Buffer {
  const key = createHash('sha256').update(text).digest('base64');
  const known = kept.get(key);
  if (known) return known;
  const made = zlib.gzipSync(text);
  kept.set(key, made);
  return made;
}
