import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { encodingFor } from './accepts.ts';
import type { SiteFile } from './files.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** It is asked each time whether it has changed, and sent only then. */
const ASK = 'public, no-cache';

/** Every address of the site, and how often which page was looked at. */
export function siteRoutes(
  app: FastifyInstance,
  registry: Registry,
  site: ReadonlyMap<string, SiteFile>,
): void {
  const views = new Counter({
    name: 'page_views_total',
    help: 'Pages that people were shown, by address.',
    labelNames: ['page'],
    registers: [registry],
  });
  app.get('/*', (request, reply) => {
    const address = addressOf(request.url);
    request.log = request.log.child({ path: address });
    reply.log = request.log;
    const file = site.get(address);
    if (file && address !== '/404.html') {
      if (file.isPage && request.method === 'GET')
        views.inc({ page: file.address });
      return send(request, reply, file);
    }
    // Where links forget the slash at the end; not //elsewhere, which is another site.
    if (site.has(`${address}/`) && !address.startsWith('//')) {
      const [, query] = /^[^?]*(\?.*)$/.exec(request.url) ?? [];
      return reply.redirect(`${encodeURI(address)}/${query ?? ''}`, 308);
    }
    const missing = site.get('/404.html');
    if (!missing) throw new Error('The site has no page for what is missing');
    return send(request, reply.code(404), missing);
  });
}

/** The part of an address that names a file. */
function addressOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  file: SiteFile,
): FastifyReply {
  const encoding = encodingFor(
    request.headers['accept-encoding'],
    each => file.compressed[each] !== undefined,
  );
  // Weak, as what is sent is the same in every encoding only once it is unpacked.
  const etag = `W/"${file.etag}"`;
  reply
    .header('cache-control', file.isImmutable ? FOREVER : ASK)
    .header('etag', etag)
    .header('vary', 'accept-encoding');
  if (reply.statusCode === 200 && isKnown(request, etag))
    return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  const path = (encoding && file.compressed[encoding]) ?? file.path;
  return reply.type(file.type).send(createReadStream(path));
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',');
  return known.some(each => each.trim() === etag);
}
