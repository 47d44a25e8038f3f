import { parseLine, parsePage, statusOutcome } from './answers';
import { WatchFailure, type Outcome } from './Outcome';

const line = (type: string, object: unknown) =>
  JSON.stringify({ type, object });
const pod = { metadata: { name: 'a', resourceVersion: '7' } };
const unreadable = {
  kind: 'failed',
  because: expect.stringContaining('cannot be read'),
};

function outcomeOf(work: () => unknown): Outcome | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof WatchFailure ? error.outcome : undefined;
  }
}

describe('a line of a watch', () => {
  it.each(['ADDED', 'MODIFIED', 'DELETED'])('%s tells of an object', type => {
    expect(parseLine(line(type, pod))).toEqual({
      kind: 'event',
      event: { type, object: pod },
    });
  });

  it('may be a bookmark', () => {
    const mark = { kind: 'Pod', metadata: { resourceVersion: '9' } };
    expect(parseLine(line('BOOKMARK', mark))).toEqual({
      kind: 'bookmark',
      resourceVersion: '9',
    });
  });

  it.each<[string, string, unknown]>([
    [
      'a forgotten version',
      line('ERROR', { code: 410, reason: 'Expired' }),
      { kind: 'expired' },
    ],
    [
      'a forgotten version without a code',
      line('ERROR', { reason: 'Gone' }),
      { kind: 'expired' },
    ],
    [
      'any other error',
      line('ERROR', { code: 500, message: 'etcd' }),
      { kind: 'failed', because: 'etcd', retryAfterMs: undefined },
    ],
    [
      'an error without words',
      line('ERROR', null),
      { kind: 'failed', because: 'its API server answered 500' },
    ],
    ['half a line', '{"type":"ADD', unreadable],
    ['no object', line('ADDED', { metadata: null }), unreadable],
    ['an object without a name', line('ADDED', { metadata: {} }), unreadable],
    ['an unknown type', line('RENAMED', pod), unreadable],
    ['a page of a proxy', '<html>', unreadable],
  ])('ends the watch with %s', (_, text, expected) => {
    expect(outcomeOf(() => parseLine(text))).toEqual(expected);
  });
});

describe('a page of a list', () => {
  const page = (metadata: object, items: unknown) =>
    JSON.stringify({ metadata, items });

  it.each([
    ['the last one', { resourceVersion: '5' }, { more: false }],
    [
      'with an empty token',
      { resourceVersion: '5', continue: '' },
      { more: false },
    ],
    [
      'that is followed',
      { resourceVersion: '5', continue: 'x' },
      { more: true, continueAt: 'x' },
    ],
  ])('%s', (_, metadata, expected) => {
    expect(parsePage(page(metadata, [pod]))).toMatchObject({
      items: [pod],
      resourceVersion: '5',
      ...expected,
    });
  });

  it('has no items where a server says null', () => {
    expect(parsePage(page({ resourceVersion: '5' }, null)).items).toEqual([]);
  });

  it.each([
    ['without a version', page({}, [])],
    ['with something else', page({ resourceVersion: '5' }, ['a'])],
    ['of a proxy', '<html>'],
  ])('is refused %s', (_, text) => {
    expect(outcomeOf(() => parsePage(text))).toEqual(unreadable);
  });
});

describe('an answer without success', () => {
  it.each<[number, unknown, Outcome]>([
    [401, {}, { kind: 'unauthorized' }],
    [403, { message: 'no' }, { kind: 'forbidden', because: 'no' }],
    [404, {}, { kind: 'absent' }],
    [410, {}, { kind: 'expired' }],
    [400, { reason: 'Expired' }, { kind: 'expired' }],
    [
      503,
      undefined,
      {
        kind: 'failed',
        because: 'its API server answered 503',
        retryAfterMs: 2_000,
      },
    ],
  ])('%s', (status, body, expected) => {
    expect(statusOutcome(status, body, 2_000)).toEqual(expected);
  });
});
