import type { RunLogSelection } from '@pilothouse/plugin-platform-node';
import { eventually } from '@pilothouse/plugin-platform-node/testing';
import { FakeJenkins, sendJson } from '../__testUtils__/FakeJenkins';
import { jenkinsCiServer } from '../JenkinsCiServer';

const run = { job: 'shop/web/main', number: 1 };
const note = '\u001b[8mha:////4AbCd==\u001b[0m';

/**
 * Answers as Jenkins does: `start` counts what is stored, and notes are taken out of what
 * is told.
 */
async function logOf(
  stored: () => string,
  running = () => false,
  began = () => 1,
) {
  const sent: number[] = [];
  const fake = await FakeJenkins.start(({ url = '' }, response) => {
    if (url.includes('/api/json')) {
      sendJson(response, { timestamp: began() });
      return;
    }
    const bytes = Buffer.from(stored());
    const asked = Number(new URL(url, 'http://x').searchParams.get('start'));
    const start = asked > bytes.length ? 0 : asked;
    const body = Buffer.from(
      bytes.subarray(start).toString('latin1').replaceAll(note, ''),
      'latin1',
    );
    sent.push(body.length);
    response.setHeader('X-Text-Size', bytes.length);
    if (running()) response.setHeader('X-More-Data', 'true');
    response.end(body);
  });
  const { baseUrl } = fake;
  const config = { baseUrl, username: 'portal', apiToken: 'x' };
  const ci = jenkinsCiServer(config, 60);
  const read = (selection: Partial<RunLogSelection> = {}) =>
    ci.log(run, { maxBytes: 1024 * 1024, ...selection });
  return { read, sent, stop: () => fake.stop() };
}

describe('LogReader', () => {
  it.each([
    ['nothing', '', {}, { from: 0, to: 0, text: '', more: 'no' }],
    ['all', 'a\nb\n', {}, { from: 0, to: 4, text: 'a\nb\n', more: 'no' }],
    [
      'no more than is wanted',
      'a\nb\n',
      { maxBytes: 3 },
      { from: 0, to: 3, text: 'a\nb', more: 'now' },
    ],
    [
      'what comes after a place',
      'a\nb\n',
      { start: 3 },
      { from: 3, to: 4, text: '\n', more: 'no' },
    ],
    [
      'nothing after its end',
      'a\n',
      { start: 9 },
      { from: 2, to: 2, text: '', more: 'no' },
    ],
    [
      'whole characters',
      '研研',
      { maxBytes: 4 },
      { from: 0, to: 3, text: '研', more: 'now' },
    ],
    [
      'whole lines at its end',
      'first\nsecond\nthird\n',
      { tailBytes: 10 },
      { from: 13, to: 19, text: 'third\n', more: 'no' },
    ],
    [
      'all at its end where it is short',
      'first\n',
      { tailBytes: 10 },
      { from: 0, to: 6, text: 'first\n', more: 'no' },
    ],
    [
      'the text alone, without notes',
      `${note}a\n${note}b\n`,
      { start: 2 },
      { from: 2, to: 4, text: 'b\n', more: 'no' },
    ],
  ] as const)('tells %s', async (_, stored, selection, expected) => {
    const { read, stop } = await logOf(() => stored);
    const piece = await read(selection);
    await stop();
    expect(piece).toEqual(expected);
  });

  it('follows a log with notes, and has nothing told twice', async () => {
    let stored = `${note}begin\n`;
    const { read, sent, stop } = await logOf(
      () => stored,
      () => true,
    );
    const first = await read();
    stored += `${note}go on\n`;
    const second = await read({ start: first.to });
    stored += 'end\n';
    const third = await read({ start: second.to });
    await stop();
    expect([first, second, third].map(({ text }) => text)).toEqual([
      'begin\n',
      'go on\n',
      'end\n',
    ]);
    expect(third).toMatchObject({ from: 12, to: 16, more: 'later' });
    expect(sent).toEqual([6, 6, 4]);
  });

  it.each([
    ['utf-8', 'e7a094e7a9b60ae4b88be4b880e8a18c0a'],
    ['gbk', 'd1d0bebf0acfc2d2bbd0d00a'],
  ])('joins a log stored in %s, wherever it was cut', async (encoding, hex) => {
    const bytes = Buffer.from(hex, 'hex');
    let stored = 0;
    const fake = await FakeJenkins.start(({ url = '' }, response) => {
      if (url.includes('/api/json')) {
        sendJson(response, { timestamp: 1 });
        return;
      }
      const start = Number(new URL(url, 'http://x').searchParams.get('start'));
      response.setHeader('X-Text-Size', stored);
      if (stored < bytes.length) response.setHeader('X-More-Data', 'true');
      // Jenkins tells characters, whose parts it has none of.
      const text = new TextDecoder(encoding);
      response.end(text.decode(bytes.subarray(start, stored)));
    });
    const config = { baseUrl: fake.baseUrl, username: 'p', apiToken: 'x' };
    const ci = jenkinsCiServer(config, 60);
    let next = 0;
    let told = '';
    for (stored = 1; stored <= bytes.length; stored += 1) {
      const piece = await ci.log(run, { start: next, maxBytes: 1_024 });
      expect(piece.from).toBe(next);
      next = piece.to;
      told += piece.text;
    }
    await fake.stop();
    expect(told).toBe('研究\n下一行\n');
  });

  it('begins anew when the run of that name is another one', async () => {
    let stored = 'a long log of the first run\n';
    const { read, stop } = await logOf(() => stored);
    await read();
    stored = 'short\n';
    const piece = await read({ start: 2 });
    await stop();
    expect(piece).toMatchObject({ from: 2, text: 'ort\n' });
  });

  it('begins anew when another run has its number, though its log is longer', async () => {
    let stored = `${note}of the first\n`;
    let time = 1;
    const { read, stop } = await logOf(
      () => stored,
      () => false,
      () => time,
    );
    await read();
    stored = 'a much longer log of the second run, without notes\n';
    time = 2;
    const piece = await read({ start: 13 });
    await stop();
    expect(piece.text).toBe(stored.slice(13));
  });

  it('lets go of an answer that it does not read', async () => {
    let stored = 'a long log of the first run\n';
    let left = 0;
    const fake = await FakeJenkins.start(({ url = '' }, response) => {
      if (url.includes('/api/json')) {
        sendJson(response, { timestamp: 1 });
        return;
      }
      response.setHeader('X-Text-Size', stored.length);
      if (url.endsWith('start=0')) {
        response.end(stored);
        return;
      }
      response.on('close', () => (left += 1));
      response.write('x');
    });
    const config = { baseUrl: fake.baseUrl, username: 'p', apiToken: 'x' };
    const ci = jenkinsCiServer(config, 60);
    const maxBytes = 1_024;
    await ci.log(run, { maxBytes });
    const size = stored.length;
    stored = 'short\n';
    await ci.log(run, { start: size, maxBytes });
    const isLeft = await eventually(async () => left, Boolean);
    await fake.stop();
    expect(isLeft).toBe(1);
  });

  it('reads 50 MB in pieces, and no piece is larger than was asked for', async () => {
    const line = `${'x'.repeat(98)}\n`;
    const stored = line.repeat(530_000);
    const { read, stop } = await logOf(() => stored);
    const maxBytes = 4 * 1024 * 1024;
    let next = 0;
    let pieces = 0;
    for (;;) {
      const piece = await read({ start: next, maxBytes });
      expect(piece.text.length).toBeLessThanOrEqual(maxBytes);
      pieces += 1;
      next = piece.to;
      if (piece.more === 'no') break;
    }
    const tail = await read({ tailBytes: 1_000 });
    await stop();
    expect(next).toBe(stored.length);
    expect(pieces).toBe(Math.ceil(stored.length / maxBytes));
    expect(tail).toMatchObject({ to: stored.length, text: line.repeat(10) });
  }, 120_000);
});
