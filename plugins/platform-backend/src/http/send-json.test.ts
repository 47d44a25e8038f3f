import express from 'express';
import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { keepJson, keptJson } from './json-bytes';
import { sendJson, sendKeptJson } from './send-json';

const value = (size: number, letter = 'a') => ({ text: letter.repeat(size) });
const answers = new Map<string, unknown>([
  ['/small', value(10)],
  ['/usual', value(20_000)],
  ['/other', value(20_000, 'ö')],
  ['/large', value(200_000)],
]);

const kept = new Map<string, unknown>([
  ['/kept/small', value(5_000)],
  ['/kept/usual', value(20_000, 'ö')],
  ['/kept/large', value(200_000)],
]);
kept.forEach((answer, path) => {
  keepJson(answer);
  answers.set(path, answer);
});

describe('sendJson', () => {
  const app = express().use((req, res) => {
    const answer = answers.get(req.path);
    const bytes = keptJson(answer);
    if (bytes) sendKeptJson(req, res, bytes);
    else sendJson(req, res, answer);
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
    ['/usual', 'identity', undefined],
    ['/other', 'gzip', 'gzip'],
    ['/large', 'gzip', undefined],
    ['/kept/small', 'gzip', undefined],
    ['/kept/usual', 'gzip', 'gzip'],
    ['/kept/usual', 'br', undefined],
    ['/kept/large', 'gzip', undefined],
  ])('tells %s to who takes %s, as %s', async (path, encodings, encoding) => {
    const { headers, body } = await get(path, encodings);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toMatch(/^application\/json/);
    const text = encoding ? zlib.gunzipSync(body) : body;
    expect(JSON.parse(text.toString())).toEqual(answers.get(path));
    expect(headers.vary).toBe(encoding && 'Accept-Encoding');
  });

  it('compresses once what is kept', async () => {
    const answer = value(20_000, 'k');
    keepJson(answer);
    answers.set('/new', answer);
    const first = await get('/new', 'gzip');
    expect((await get('/new', 'gzip')).body).toEqual(first.body);
    expect(compressing).toHaveBeenCalledTimes(1);
  });

  it('compresses once what says the same', async () => {
    answers.set('/new', value(5_000, 'n'));
    const first = await get('/new', 'gzip');
    answers.set('/new', value(5_000, 'n'));
    const second = await get('/new', 'gzip');
    expect(second.body).toEqual(first.body);
    answers.set('/new', value(5_000, 'm'));
    expect((await get('/new', 'gzip')).body).not.toEqual(first.body);
    expect(compressing).toHaveBeenCalledTimes(2);
  });
});
