import { forMembers, notHeard } from './knowledge';
import {
  platformHealthSchema,
  type PartsSource,
  type PartState,
} from './schema';
import { statusOfPart } from './status';

const at = '2031-04-01T08:00:00.000Z';
const later = '2031-04-01T08:05:00.000Z';

function source(...states: PartState[]): PartsSource {
  return {
    name: 'embedded',
    title: 'Embedded platform',
    knowledge: { kind: 'current', observedAt: at },
    parts: states.map((state, index) => ({
      name: `part-${index}`,
      title: `Part ${index}`,
      state,
      since: at,
      progress: 0.5,
      pid: 4711,
      logFile: '/var/log/part.log',
    })),
  };
}

describe('status', () => {
  it.each([
    ['waiting', 'progressing'],
    ['building', 'progressing'],
    ['starting', 'progressing'],
    ['ready', 'healthy'],
    ['failed', 'failed'],
    ['stopped', 'degraded'],
    ['unknown', 'unknown'],
  ] as const)('shows %s as %s', (state, status) => {
    expect(statusOfPart({ state })).toBe(status);
  });
});

describe('notHeard', () => {
  it('keeps the parts, dated, and says why', () => {
    const silent = notHeard(source('ready', 'failed'), later, 'no file');
    expect(silent.knowledge).toEqual({
      kind: 'unknown',
      since: later,
      because: 'no file',
    });
    expect(
      silent.parts.map(part => [part.name, part.state, part.since]),
    ).toEqual([
      ['part-0', 'unknown', later],
      ['part-1', 'unknown', later],
    ]);
    expect(silent.parts[0]).not.toHaveProperty('progress');
    expect(platformHealthSchema.parse({ sources: [silent] })).toBeDefined();
  });

  it('does not move the date of what was unknown before', () => {
    const silent = notHeard(source('unknown'), later, 'no file');
    expect(silent.parts[0]?.since).toBe(at);
  });
});

describe('forMembers', () => {
  it.each([
    ['Its last words are in /home/lin/.local/state/part.log', false],
    ["cannot read '/etc/kubernetes/ca.crt'", false],
    ['ENOENT:/etc/ca.crt', false],
    ['see ~/.cache/build.log', false],
    ['see file:///etc/ca.crt', false],
    ['It answers 503 at https://10.0.0.1:6443/readyz', true],
    ['It downloads 3/7 files, and/or builds 10.0.0.0/16', true],
  ])('shows %j: %s', (text, shown) => {
    const known = source('failed');
    const sources = [
      { ...known, parts: known.parts.map(part => ({ ...part, detail: text })) },
      notHeard(known, later, text),
    ];
    const health = forMembers({ sources });
    const [first, second] = health.sources;
    expect(first?.parts[0]?.detail).toBe(shown ? text : undefined);
    expect(second?.knowledge).toMatchObject({
      because: shown ? text : 'Platform engineers can see the reason',
    });
    expect(platformHealthSchema.parse(health)).toEqual(health);
  });

  it('leaves out advice, log files and process numbers, and nothing else', () => {
    const known = source('ready');
    const parts = known.parts.map(part => ({ ...part, advice: 'Look there' }));
    const [visible] = forMembers({ sources: [{ ...known, parts }] }).sources;
    expect(visible?.parts).toEqual([
      {
        name: 'part-0',
        title: 'Part 0',
        state: 'ready',
        since: at,
        progress: 0.5,
      },
    ]);
  });
});
