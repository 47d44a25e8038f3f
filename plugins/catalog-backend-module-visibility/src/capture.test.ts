import { mockErrorHandler } from '@backstage/backend-test-utils';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { changeAnswer } from './capture';

/** Answers to requests with a handler behind the one that changes them. */
function answering(
  handler: RequestHandler,
  change = async (answer: unknown): Promise<unknown> => ({ changed: answer }),
) {
  const app = express()
    .use((req, res, next) => {
      changeAnswer({ req, res, next }, change);
      next();
    })
    .use(handler)
    .use(mockErrorHandler());
  return request(app).get('/');
}

describe('changeAnswer', () => {
  it.each<[string, RequestHandler]>([
    ['at once', (_, res) => res.json([1, '茶'])],
    [
      'in parts',
      (_, res) => {
        res.setHeader('Content-Type', 'application/json');
        res.flushHeaders();
        res.write('[1', 'utf8');
        res.write(Buffer.from(',"茶"'));
        res.end(']');
      },
    ],
  ])('changes what is answered %s', async (_, handler) => {
    const { body, headers, status } = await answering(handler);
    expect([status, body]).toEqual([200, { changed: [1, '茶'] }]);
    const length = Buffer.byteLength('{"changed":[1,"茶"]}');
    expect(headers['content-length']).toBe(String(length));
  });

  it('changes no error', async () => {
    const { body, status } = await answering((_, res) => {
      res.status(404).json({ error: 'none' });
    });
    expect([status, body]).toEqual([404, { error: 'none' }]);
  });

  it('sends nothing that it could not change', async () => {
    const handler: RequestHandler = (_, res) => res.json('secret');
    const { status, text } = await answering(handler, async () => {
      throw new Error('down');
    });
    expect([status, text]).toEqual([
      500,
      expect.not.stringContaining('secret'),
    ]);
  });

  it.each<[string, RequestHandler]>([
    ['nothing comes', (_, res) => res.end()],
    [
      'it breaks off',
      (_, res) => {
        res.write('["secret"');
        res.end();
      },
    ],
    [
      'it breaks off with an error',
      (_, res, next) => {
        res.write('["secret"');
        res.end();
        next(new Error('broken'));
      },
    ],
    [
      'an error comes after a part of it',
      (_, res, next) => {
        res.write('[{"name":"secret"');
        next(new Error('broken'));
      },
    ],
    [
      'it turns into an error of several parts',
      (_, res) => {
        res.write('["secret"');
        res.status(500);
        res.write('{"error":');
        res.end('"broken"}');
      },
    ],
  ])('fails when %s', async (_, handler) => {
    const { status, text } = await answering(handler);
    expect([status, text]).toEqual([
      500,
      expect.not.stringContaining('secret'),
    ]);
  });

  it('sends an error whole that comes after a part of an answer', async () => {
    const { body } = await answering((_, res) => {
      res.write('["secret"');
      res.status(503).json({ error: 'busy' });
    });
    expect(body).toEqual({ error: 'busy' });
  });

  it('compares what was answered before with what it answers', async () => {
    const handler: RequestHandler = (_, res) => res.json(['secret', 'known']);
    const change = async () => ['known'];
    const ofAll = await request(express().use(handler)).get('/');
    const first = await answering(handler, change);
    const again = (tag: string | undefined) =>
      answering(handler, change).set('If-None-Match', tag ?? '');
    expect(first.headers.etag).not.toBe(ofAll.headers.etag);
    expect((await again(ofAll.headers.etag)).status).toBe(200);
    expect((await again('*')).status).toBe(304);
    expect((await again(first.headers.etag)).status).toBe(304);
  });
});
