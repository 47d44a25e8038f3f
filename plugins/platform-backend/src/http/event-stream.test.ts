import { ORPCError } from '@orpc/server';
import fc from 'fast-check';
import { eventStream } from './event-stream';
import { jsonPieces, keepJson } from './json-bytes';

const textOf = (event: unknown) => Buffer.concat(jsonPieces(event)).toString();
const dayMs = 86_400_000;

async function* told(...events: unknown[]) {
  for (const event of events) {
    if (event instanceof Error) throw event;
    yield event;
  }
}

const read = (...events: unknown[]) =>
  new Response(eventStream(told(...events), dayMs)).text();

describe('JSON of an event', () => {
  it('is what JSON.stringify says, whatever is kept of it', () => {
    const json = fc.jsonValue();
    const event = fc.dictionary(
      fc.string(),
      fc.record({ value: json, isKept: fc.boolean() }),
    );
    fc.assert(
      fc.property(event, parts => {
        const plain = Object.fromEntries(
          Object.entries(parts).map(([key, { value, isKept }]) => {
            if (isKept) keepJson(value);
            return [key, value];
          }),
        );
        // The second time, what is kept has been made already.
        expect(textOf(plain)).toBe(JSON.stringify(plain));
        expect(textOf(plain)).toBe(JSON.stringify(plain));
      }),
    );
  });

  it.each([
    [{}],
    [{ a: undefined, b: 1 }],
    [[1, { a: 2 }]],
    ['text'],
    [null],
    [new Date(0)],
  ])('of %j', event => {
    expect(textOf(event)).toBe(JSON.stringify(event));
  });

  it('of a kept value is made once', () => {
    const value = { toJSON: jest.fn(() => 'made') };
    keepJson(value);
    expect(textOf({ value })).toBe('{"value":"made"}');
    expect(textOf({ view: 'a', value, more: 1 })).toBe(
      '{"view":"a","value":"made","more":1}',
    );
    expect(value.toJSON).toHaveBeenCalledTimes(1);
  });
});

describe('a stream of events', () => {
  it('tells each in a block of its own', async () => {
    expect(await read({ a: 'one\ntwo' }, { b: '中' })).toBe(
      ': \n\nevent: message\ndata: {"a":"one\\ntwo"}\n\nevent: message\ndata: {"b":"中"}\n\n',
    );
  });

  it('tells of an error, and ends', async () => {
    const error = new ORPCError('FORBIDDEN', { message: 'not you' });
    const text = await read({ a: 1 }, error);
    expect(text).toContain('data: {"a":1}\n\nevent: error\n');
    expect(text).toContain(`data: ${JSON.stringify(error)}\n\n`);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'FORBIDDEN',
      message: 'not you',
    });
  });

  it('lets go of the events when nobody reads any more', async () => {
    const events = {
      next: jest.fn(async () => ({ value: { a: 1 } })),
      return: jest.fn(async () => ({ value: undefined, done: true as const })),
    };
    const reader = eventStream(events, dayMs).getReader();
    await reader.read();
    await reader.cancel();
    expect(events.return).toHaveBeenCalledTimes(1);
  });

  it('keeps an idle connection alive', async () => {
    const never = { next: () => new Promise<never>(() => undefined) };
    const reader = eventStream(never, 5).getReader();
    for (let beats = 0; beats < 3; beats += 1) {
      const { value } = await reader.read();
      expect(Buffer.from(value ?? []).toString()).toBe(': \n\n');
    }
    await reader.cancel();
  });
});
