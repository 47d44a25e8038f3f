import express from 'express';
import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { sendKeptJson } from './send-json';

const value = (size: number, letter = 'a') => ({ text: letter.repeat(size) });
const bytes = (said: unknown) => Buffer.from(JSON.stringify(said));
const answers = new Map<string, Uint8Array>([
  ['/small', bytes(value(5_000))],
  ['/usual', bytes(value(20_000, 'ö'))],
  ['/large', bytes(value(200_000))],
]);

describe('sendKeptJson', () => {
  const app = express().use((req, res) => {
    const json = answers.get(req.path);
    if (json) sendKeptJson(req, res, json);
  });
  const server = app.listen(0, '127.0.0.1');
  const compressing = jest.spyOn(zlib, 'gzipSync');
  beforeAll(async () => {
    if (!server.listening) await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => compressing.mockClear());

  const get = async (path: string, encodings: string) => {
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      ask({ port, path, headers: { 'accept-encoding': encodings } }, resolve)
        .on('error', reject)
        .end();
    });
    return { headers: answer.headers, body: await buffer(answer) };
  };

  it.each([
    ['/small', 'gzip, br', undefined],
    ['/usual', 'gzip, br', 'gzip'],
    ['/usual', 'br, gzip;q=0', undefined],
    ['/usual', 'br', undefined],
    ['/usual', 'identity', undefined],
    ['/large', 'gzip', undefined],
  ])('tells %s to who takes %s, as %s', async (path, encodings, encoding) => {
    const { headers, body } = await get(path, encodings);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toMatch(/^application\/json/);
    const text = encoding ? zlib.gunzipSync(body) : body;
    expect(text).toEqual(answers.get(path));
    expect(headers.vary).toBe(encoding && 'Accept-Encoding');
  });

  it('compresses once what is kept', async () => {
    answers.set('/new', bytes(value(20_000, 'k')));
    const first = await get('/new', 'gzip');
    expect((await get('/new', 'gzip')).body).toEqual(first.body);
    expect(compressing).toHaveBeenCalledTimes(1);
  });
});
