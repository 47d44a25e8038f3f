import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Note, Notes } from './notes.ts';

/** Notes that last as long as the test. */
function notesInMemory(): Notes {
  const all: Note[] = [];
  return {
    add(text) {
      const note = { id: all.length + 1, text, at: new Date(0) };
      all.unshift(note);
      return Promise.resolve(note);
    },
    latest: most => Promise.resolve(all.slice(0, most)),
  };
}

const config = readConfig({ LOG_LEVEL: 'silent' });
const start = (notes?: Notes) =>
  buildApp(config, notes ? { notes } : {}).server;

describe('/notes', () => {
  it('keeps what is written, and gives back the newest first', async () => {
    const server = start(notesInMemory());
    for (const text of ['one', 'two', 'three']) {
      const { statusCode, body } = await server.inject({
        method: 'POST',
        url: '/notes',
        payload: { text },
      });
      assert.equal(statusCode, 201, body);
    }
    const response = await server.inject({ url: '/notes?limit=2' });
    assert.deepEqual(response.json(), {
      notes: [
        { id: 3, text: 'three', at: '1970-01-01T00:00:00.000Z' },
        { id: 2, text: 'two', at: '1970-01-01T00:00:00.000Z' },
      ],
    });
  });

  for (const [what, payload] of [
    ['no text', {}],
    ['an empty text', { text: ' ' }],
    ['a text that is too long', { text: 'x'.repeat(1001) }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const server = start(notesInMemory());
      const request = { method: 'POST', url: '/notes', payload } as const;
      assert.equal((await server.inject(request)).statusCode, 400);
    });
  }

  it('says that no database is bound, and is ready without one', async () => {
    const server = start();
    for (const request of [
      { method: 'GET', url: '/notes' },
      { method: 'POST', url: '/notes', payload: { text: 'one' } },
    ] as const) {
      const response = await server.inject(request);
      assert.equal(response.statusCode, 503);
      assert.match(response.body, /No database is bound/);
    }
    const { statusCode } = await server.inject({ url: '/readyz' });
    assert.equal(statusCode, 200);
  });

  it('does not tell callers what went wrong with the database', async () => {
    const broken = () => Promise.reject(new Error('password of app is x'));
    const server = start({ add: broken, latest: broken });
    const response = await server.inject({ url: '/notes' });
    assert.equal(response.statusCode, 500);
    assert.doesNotMatch(response.body, /password/);
  });
});
