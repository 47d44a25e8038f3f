import { afterReading, notYetRead, type FileReading } from './status-file';

const start = new Date('2031-04-01T08:00:00.000Z');
const later = new Date('2031-04-01T08:01:00.000Z');
const believing = { path: '/state/status.json', staleAfterMs: 30_000 };

const row = {
  name: 'etcd',
  title: 'etcd',
  version: 'v3.6.0',
  state: 'ready',
  since: start.toISOString(),
  restarts: 0,
};

function written(content: unknown): FileReading {
  return { kind: 'text', text: JSON.stringify(content) };
}

const valid = written({ updatedAt: start.toISOString(), parts: [row] });
const known = afterReading(notYetRead(start), valid, believing, start);

describe('afterReading', () => {
  it('believes a valid file', () => {
    expect(known.knowledge).toEqual({
      kind: 'current',
      observedAt: start.toISOString(),
    });
    expect(known.parts).toEqual([row]);
  });

  it.each<[string, FileReading, RegExp]>([
    ['is missing', { kind: 'missing' }, /There is no status file/],
    [
      'may not be read',
      { kind: 'unreadable', because: 'EACCES' },
      /cannot be read: EACCES/,
    ],
    ['is not JSON', { kind: 'text', text: '{"parts":' }, /is not JSON/],
    ['lacks its date', written({ parts: [row] }), /is not valid: updatedAt: /],
    [
      'has a state that nobody knows',
      written({
        updatedAt: start.toISOString(),
        parts: [{ ...row, state: 'fine' }],
      }),
      /is not valid: parts\.0\.state: /,
    ],
    ['is older than allowed', valid, /no longer writes/],
  ])('keeps the parts as unknown when the file %s', (_, reading, because) => {
    const source = afterReading(known, reading, believing, later);
    expect(source.knowledge).toMatchObject({
      kind: 'unknown',
      because: expect.stringMatching(because),
    });
    expect(JSON.stringify(source)).not.toContain(believing.path);
    expect(source.parts.map(({ name, state }) => [name, state])).toEqual([
      ['etcd', 'unknown'],
    ]);
  });

  it('dates silence from its beginning', () => {
    const missing: FileReading = { kind: 'missing' };
    const first = afterReading(known, missing, believing, start);
    const second = afterReading(first, missing, believing, later);
    expect(second.knowledge).toMatchObject({ since: start.toISOString() });
  });

  it('does not mind age when none is configured', () => {
    const source = afterReading(known, valid, {}, later);
    expect(source.knowledge.kind).toBe('current');
  });
});
