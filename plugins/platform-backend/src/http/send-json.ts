import zlib from 'node:zlib';
import type { Request, Response } from 'express';

/** Larger ones would hold up others while they are compressed, and are left to Backstage. */
const largest = 128 * 1024;
/** So much reaches the browser at once (RFC 6928): compressed it comes no sooner, but costs. */
const oneFlight = 14_600;

const compressedOf = new WeakMap<Uint8Array, Buffer>();

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
