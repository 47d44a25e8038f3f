import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';

/** Smaller ones gain nothing; larger ones would hold up others, and are left to Backstage. */
const smallest = 1024;
const largest = 128 * 1024;
const maxKeptBytes = 8 * 1024 * 1024;

/** By what they say, so that none is ever out of date. */
const kept = new LRUCache<string, Buffer>({
  maxSize: maxKeptBytes,
  sizeCalculation: body => body.length,
});

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
  const body = compressed(text);
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
