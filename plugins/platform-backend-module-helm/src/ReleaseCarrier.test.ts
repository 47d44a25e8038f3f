import { ConflictError } from '@backstage/errors';
import {
  loggable,
  type MiddlewareOrder,
  type PersonalHands,
} from '@pilothouse/plugin-platform-node';
import { InMemoryPersonalKube } from '@pilothouse/plugin-platform-node/testing';
import { marker, namespace, shelved, version } from './__testUtils__/scene';
import { HelmRefusal, type HelmRun } from './helm/HelmProgram';
import { ReleaseCarrier } from './ReleaseCarrier';
import {
  markerOf,
  markerPath,
  readMarker,
  type Marker,
} from './release/marker';

const lin = 'user:default/lin.wei';
const now = new Date('2030-01-02T03:04:05Z');
const ref = { cluster: 'east', namespace, name: 'cache' };
const order: MiddlewareOrder = {
  ...ref,
  item: 'helm-charts-valkey',
  spec: { version: '1.1.0', values: { maxMemory: '64mb' } },
  partOf: 'shop',
};
const precondition = { uid: 'uid-cache', resourceVersion: '7' };
const change = { ...order, precondition };

interface Run extends HelmRun {
  readonly args: readonly string[];
}

/** What Helm knows of the release; it has none unless told. */
let known:
  | { version: string; status: string; revision?: number; chart?: string }
  | undefined;
/** What Helm says instead of doing it, by its verb. */
let refusals: Record<string, string>;
/** What it says once it has refused something. */
let afterwards: Record<string, string> | undefined;
let runs: Run[];
let kube: InMemoryPersonalKube;
let gates: { open: number; closed: number };

const manifest = 'apiVersion: v1\nkind: Service\nmetadata: { name: cache }\n';

const history = ['superseded', 'deployed'].map((status, i) => ({
  ...{ revision: i + 1, updated: '2030-01-02T03:04:05Z', status },
  ...{ chart: 'valkey-1.0.0', description: '' },
}));
const hooks =
  'apiVersion: batch/v1\nkind: Job\nmetadata: { name: clean, annotations: { helm.sh/hook: pre-delete } }\n';

async function run(
  args: readonly (string | symbol)[],
  how: HelmRun,
): Promise<string> {
  const said = args.map(String);
  runs.push({ args: said, ...how });
  const [verb = '', what = ''] = said;
  const isDry = said.includes('--dry-run=server');
  const refusal = refusals[isDry ? 'dry-run' : verb];
  if (refusal) {
    refusals = afterwards ?? refusals;
    throw new HelmRefusal(refusal);
  }
  if (verb === 'history') return JSON.stringify(history);
  if (verb === 'get') {
    if (!known) throw new HelmRefusal('Error: release: not found');
    if (what === 'values') {
      const isOld = said.includes('--revision=1');
      return JSON.stringify({ maxMemory: isOld ? '16mb' : '32mb' });
    }
    if (what === 'hooks') return hooks;
    if (said.includes('--revision=1')) return manifest.replace('cache', 'old');
    return what === 'manifest'
      ? manifest
      : JSON.stringify({ revision: 1, ...known });
  }
  if (isDry) return JSON.stringify({ manifest, hooks: [] });
  if (verb === 'uninstall') known = undefined;
  if (verb === 'rollback') known = { version: '1.0.0', status: 'deployed' };
  if (verb === 'install' || verb === 'upgrade') {
    known = { version: '1.1.0', status: 'deployed' };
  }
  return '';
}

const carrier = new ReleaseCarrier({
  shelf: {
    version: async (_, tag) => version(tag),
    archive: async () => Buffer.from('the chart'),
  },
  helm: { run },
  lineOf: () => shelved().sources[0]?.lines[0],
  logger: { error: () => undefined },
  now: () => now,
});

async function hands(): Promise<PersonalHands> {
  return {
    cluster: await kube.as(lin, 'east'),
    async open() {
      gates.open += 1;
      return {
        server: 'http://127.0.0.1:1/secret',
        close: async () => {
          gates.closed += 1;
        },
      };
    },
  };
}

/** The error with which something is refused. */
const refusedWith = (done: Promise<unknown>) =>
  done.then(
    () => new Error('It was not refused'),
    (error: Error) => error,
  );

const object = () => kube.objects.get(`east ${markerPath(ref)}`);
const told = () => readMarker(object() ?? {});
const verbs = () =>
  runs.map(({ args }) => args[0]).filter(verb => verb !== 'get');

function standing(more: Partial<Marker> = {}): void {
  known = { version: '1.0.0', status: 'deployed' };
  kube.objects.set(
    `east ${markerPath(ref)}`,
    markerOf(marker(more), ref, precondition),
  );
}

beforeEach(() => {
  known = undefined;
  refusals = {};
  afterwards = undefined;
  runs = [];
  gates = { open: 0, closed: 0 };
  kube = new InMemoryPersonalKube([lin]);
  kube.reader.addCluster('east');
});

it('rehearses without leaving anything', async () => {
  const { before, objects, demand } = await carrier.rehearse(
    order,
    await hands(),
  );
  expect(before).toBeUndefined();
  expect(objects).toMatchObject({
    before: [],
    after: [{ kind: 'Service', metadata: { name: 'cache' } }],
  });
  expect(demand.after).toEqual([
    { resource: 'count/services', each: '1', times: 1 },
  ]);
  expect(kube.deeds).toEqual([]);
});

it('installs what is ordered, with values that go to standard input only', async () => {
  await carrier.carryOut(order, await hands());
  expect(verbs()).toEqual(['install']);
  const [{ args, input, chart } = {} as Run] = runs.filter(
    each => each.args[0] === 'install',
  );
  expect(JSON.parse(input ?? '')).toEqual({ maxMemory: '64mb' });
  expect(args.join(' ')).not.toMatch('64mb');
  expect(String(chart)).toBe('the chart');
  expect(told()).toMatchObject({
    item: 'helm-charts-valkey',
    step: 'deployed',
    version: '1.1.0',
    partOf: 'shop',
  });
  expect(told()?.until).toBeUndefined();
});

it('installs no other chart under the tag that somebody looked at', async () => {
  const { basis } = await carrier.rehearse(order, await hands());
  const other = { ...order, basis: 'sha256:another' };
  await expect(carrier.carryOut(other, await hands())).rejects.toThrow(
    /another chart was pushed as registry\.example\.com\/charts\/valkey:1\.1\.0/,
  );
  expect(object()).toBeUndefined();
  expect(verbs()).toEqual(['install']);
  await carrier.carryOut({ ...order, basis }, await hands());
  expect(told()).toMatchObject({ step: 'deployed', digest: basis });
});

it('writes what it is about to do before it does it', async () => {
  let during: Marker | undefined;
  const { cluster } = await hands();
  await carrier.carryOut(order, {
    cluster,
    open: async () => {
      during = told();
      return { server: 'x', close: async () => undefined };
    },
  });
  expect(during).toMatchObject({
    step: 'installing',
    until: '2030-01-02T03:16:05.000Z',
  });
});

it.each<[string, Record<string, string>, RegExp]>([
  [
    'Helm refuses its values',
    {
      install:
        "values don't meet the specifications of the schema(s):\n- at '/maxMemory': got number",
    },
    /at '\/maxMemory'/,
  ],
  ['the cluster refuses', { install: 'x is forbidden: User "lin"' }, /let you/],
])('leaves nothing behind when %s', async (_, refused, message) => {
  refusals = refused;
  await expect(carrier.carryOut(order, await hands())).rejects.toThrow(message);
  expect(object()).toBeUndefined();
});

it('tells what becomes of a release by what Helm knows of it, as the person', async () => {
  await expect(carrier.consistsOf(ref, await hands())).rejects.toThrow(
    /There is no release/,
  );
  standing();
  expect(await carrier.consistsOf(ref, await hands())).toMatchObject({
    goes: [{ kind: 'Service', metadata: { name: 'cache' } }],
    stays: [],
    runs: [{ kind: 'Job', metadata: { name: 'clean' } }],
  });
  known = undefined;
  expect(await carrier.consistsOf(ref, await hands())).toEqual({
    ...{ goes: [], stays: [], passing: [], runs: [] },
  });
  refusals = { get: 'secrets is forbidden: User "lin"' };
  await expect(carrier.consistsOf(ref, await hands())).rejects.toThrow(
    /let you/,
  );
  expect(gates).toEqual({ open: 3, closed: 3 });
});

describe('taking over what was made by hand', () => {
  const adopt = async () =>
    carrier.adopt({ ...ref, item: order.item }, await hands());

  it('notes which chart it is of, and has Helm change nothing', async () => {
    known = { version: '1.0.0+b', status: 'deployed', chart: 'valkey' };
    await adopt();
    expect(told()).toMatchObject({
      ...{ item: order.item, step: 'deployed', version: '1.0.0_b' },
      chart: 'registry.example.com/charts/valkey',
    });
    expect(verbs()).toEqual([]);
    await expect(adopt()).rejects.toThrow(/changed meanwhile/);
  });

  it('says that it failed before', async () => {
    known = { version: '1.0.0', status: 'failed', chart: 'valkey' };
    await adopt();
    expect(told()).toMatchObject({
      step: 'failed',
      said: expect.stringContaining('helm history cache'),
    });
  });

  it('lets one of two do it who do so at the same moment', async () => {
    known = { version: '1.0.0', status: 'deployed', chart: 'valkey' };
    const both = await Promise.allSettled([adopt(), adopt()]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(told()).toMatchObject({ step: 'deployed' });
  });

  it.each([
    ['is not there', undefined, /There is no release/],
    ['was uninstalled', { status: 'uninstalled' }, /There is no release/],
    ['is of another chart', { chart: 'nginx' }, /is of the chart nginx/],
    ['is being changed', { status: 'pending-upgrade' }, /Helm is at work/],
  ])('leaves alone what %s', async (_, more, message) => {
    const own = { version: '1.0.0', status: 'deployed', chart: 'valkey' };
    known = more && { ...own, ...more };
    await expect(adopt()).rejects.toThrow(message);
    expect(object()).toBeUndefined();
  });
});

describe('going back', () => {
  const to = (revision: number) => ({ ref, revision, precondition });

  it('shows what would change, and as what it would be then', async () => {
    standing({ version: '1.1.0' });
    const { before, after, objects, basis } = await carrier.history.rehearse(
      to(1),
      await hands(),
    );
    const nameOf = ([first]: typeof objects.after) => first?.metadata?.name;
    expect([nameOf(objects.before), nameOf(objects.after)]).toEqual([
      'cache',
      'old',
    ]);
    expect([before?.spec, after?.spec]).toEqual([
      { version: '1.1.0', values: { maxMemory: '32mb' } },
      { version: '1.0.0', values: { maxMemory: '16mb' } },
    ]);
    expect(basis).toBe('revision 1');
    expect(verbs()).toEqual(['history']);
    expect(kube.deeds).toEqual([]);
  });

  it('goes back, and says which version it has then', async () => {
    standing({ version: '1.1.0', digest: 'sha256:1.1.0' });
    await carrier.history.goBack(to(1), await hands());
    expect(runs.find(({ args }) => args[0] === 'rollback')?.args).toEqual([
      ...['rollback', 'cache', '1', '--history-max=10', '--timeout=10m'],
    ]);
    expect(told()).toMatchObject({ step: 'deployed', version: '1.0.0' });
    expect(told()?.digest).toBeUndefined();
  });

  it('tells the person alone which values Helm quotes of both revisions', async () => {
    standing();
    refusals = { rollback: 'no room for 16mb after 32mb' };
    const failed = await refusedWith(
      carrier.history.goBack(to(1), await hands()),
    );
    const said = 'no room for •••••• after ••••••';
    expect(failed.message).toMatch(/do it: no room for 16mb after 32mb/);
    expect(loggable(failed).message).toBe(`Helm could not do it: ${said}`);
    expect(told()).toMatchObject({ step: 'failed', said });
  });

  it.each<[string, Partial<Marker>, object, object, RegExp]>([
    [
      'what somebody does by hand',
      {},
      { status: 'pending-upgrade' },
      {},
      /in a few minutes/,
    ],
    [
      'what Helm has gone on from since',
      {},
      { revision: 6 },
      { basis: 'revision 5' },
      /changed meanwhile/,
    ],
    ['a revision that is not kept', {}, {}, { revision: 9 }, /no revision 9/],
  ])('leaves alone %s', async (_, more, also, other, message) => {
    standing(more);
    known = { version: '1.0.0', status: 'deployed', ...also };
    await expect(
      carrier.history.goBack({ ...to(1), ...other }, await hands()),
    ).rejects.toThrow(message);
    expect(verbs()).toEqual(['history']);
    expect(kube.deeds).toEqual([]);
    expect(told()).toMatchObject({ step: 'deployed' });
  });

  it('goes back from what was left half-way here', async () => {
    standing({ step: 'failed' });
    known = { version: '1.0.0', status: 'pending-upgrade', revision: 5 };
    await carrier.history.goBack(
      { ...to(1), basis: 'revision 5' },
      await hands(),
    );
    expect(told()).toMatchObject({ step: 'deployed' });
  });

  it('refuses a revision that is not kept, and what is not as it was', async () => {
    standing();
    await expect(
      carrier.history.rehearse(to(9), await hands()),
    ).rejects.toThrow(/keeps no revision 9/);
    const other = {
      ...to(1),
      precondition: { uid: 'u', resourceVersion: '1' },
    };
    await expect(carrier.history.goBack(other, await hands())).rejects.toThrow(
      /changed meanwhile/,
    );
    standing({ step: 'upgrading', until: '2031-01-01T00:00:00Z' });
    await expect(carrier.history.goBack(to(1), await hands())).rejects.toThrow(
      /Helm is at work/,
    );
    expect(verbs()).toEqual(['history']);
  });
});

it('frees the name again when there is no way to the cluster', async () => {
  const { cluster } = await hands();
  const open = () => Promise.reject(new Error('no way'));
  await expect(carrier.carryOut(order, { cluster, open })).rejects.toThrow(
    'no way',
  );
  expect(object()).toBeUndefined();
  standing();
  await expect(carrier.carryOut(change, { cluster, open })).rejects.toThrow(
    'no way',
  );
  expect(told()).toMatchObject({ step: 'failed', said: 'no way' });
  await expect(
    carrier.remove({ ref, uid: 'uid-cache' }, { cluster, open }),
  ).rejects.toThrow('no way');
  expect(told()).toMatchObject({ step: 'failed' });
});

it.each<[string, string, Marker['step'] | undefined]>([
  ['before it began', 'before', undefined],
  ['after it failed', 'after', 'failed'],
])(
  'says the first thing that went wrong when Helm tells nothing %s',
  async (_, when, step) => {
    if (when === 'before') refusals = { get: 'the first' };
    else {
      refusals = { install: 'the first' };
      afterwards = { get: 'the second' };
    }
    await expect(carrier.carryOut(order, await hands())).rejects.toThrow(
      /the first/,
    );
    expect(told()?.step).toBe(step);
  },
);

it('tells the person alone which value Helm quotes', async () => {
  standing();
  refusals = { upgrade: "at '/password': 'hush-hush' does not match pattern" };
  const spec = { version: '1.1.0', values: { password: 'hush-hush' } };
  const failed = await refusedWith(
    carrier.carryOut({ ...change, spec }, await hands()),
  );
  expect(failed.message).toMatch(/'hush-hush' does not match/);
  const said = "at '/password': '••••••' does not match pattern";
  expect(loggable(failed).message).toBe(`Helm could not do it: ${said}`);
  expect(told()?.said).toBe(said);
});

it('keeps out of logs what Helm quotes while it rehearses', async () => {
  standing();
  refusals = { 'dry-run': 'template: no "hush-hush" here' };
  const spec = { version: '1.1.0', values: { password: 'hush-hush' } };
  const failed = await refusedWith(
    carrier.rehearse({ ...change, spec }, await hands()),
  );
  expect(failed.message).toMatch(/no "hush-hush" here/);
  expect(loggable(failed).message).toMatch(/no "••••••" here/);
});

it('lets be what somebody installed by hand under that name', async () => {
  known = { version: '1.0.0', status: 'deployed' };
  await expect(carrier.rehearse(order, await hands())).rejects.toThrow(
    /choose another name/,
  );
  await expect(carrier.carryOut(order, await hands())).rejects.toThrow(
    /choose another name/,
  );
  expect(object()).toBeUndefined();
  expect(verbs()).toEqual([]);
});

it('keeps what was half made, and says what went wrong', async () => {
  const half = new ReleaseCarrier({
    shelf: {
      version: async (_, tag) => version(tag),
      archive: async () => Buffer.from('the chart'),
    },
    helm: {
      async run(args, how) {
        if (args[0] === 'install') {
          known = { version: '1.1.0', status: 'failed' };
          throw new HelmRefusal('failed post-install: job failed');
        }
        return run(args, how);
      },
    },
    lineOf: () => shelved().sources[0]?.lines[0],
    logger: { error: () => undefined },
    now: () => now,
  });
  await expect(half.carryOut(order, await hands())).rejects.toThrow(
    /A hook of the chart failed/,
  );
  expect(told()).toMatchObject({
    step: 'failed',
    said: 'failed post-install: job failed',
  });
});

it('changes what there is, and says which version it has then', async () => {
  standing();
  await carrier.carryOut(change, await hands());
  expect(verbs()).toEqual(['upgrade']);
  expect(runs.find(({ args }) => args[0] === 'upgrade')?.args).toContain(
    '--reset-values',
  );
  expect(told()).toMatchObject({ step: 'deployed', version: '1.1.0' });
});

it('keeps the version that runs when a change fails', async () => {
  standing();
  refusals = { upgrade: 'something else' };
  await expect(carrier.carryOut(change, await hands())).rejects.toThrow(
    /Helm could not do it/,
  );
  expect(told()).toMatchObject({ step: 'failed', version: '1.0.0' });
});

it.each<[string, string[]]>([
  ['pending-install', ['uninstall', 'upgrade']],
  ['uninstalling', ['uninstall', 'upgrade']],
  ['pending-upgrade', ['rollback', 'upgrade']],
  ['pending-rollback', ['rollback', 'upgrade']],
  ['failed', ['upgrade']],
])('puts right what was left as %s first', async (status, expected) => {
  standing({ step: 'upgrading', until: '2030-01-02T03:00:00Z' });
  known = { version: '1.0.0', status };
  await carrier.rehearse(change, await hands());
  const [[rehearsed] = []] = runs
    .map(({ args }) => args)
    .filter(args => args.includes('--dry-run=server'));
  expect(rehearsed).toBe(status === 'failed' ? 'upgrade' : 'install');
  runs = [];
  await carrier.carryOut(change, await hands());
  expect(verbs()).toEqual(expected);
});

it('leaves alone what somebody does by hand, also the next time', async () => {
  standing();
  known = { version: '1.0.0', status: 'pending-upgrade' };
  const message = 'another operation (install/upgrade/rollback) is in progress';
  refusals = { upgrade: message, 'dry-run': message };
  for (let i = 0; i < 2; i++) {
    await expect(carrier.rehearse(change, await hands())).rejects.toThrow(
      /in a few minutes/,
    );
    await expect(carrier.carryOut(change, await hands())).rejects.toThrow(
      /in a few minutes/,
    );
  }
  expect(verbs()).not.toContain('rollback');
  expect(told()).toMatchObject({ step: 'deployed', version: '1.0.0' });
});

/** A carrier of which something else happens while Helm does what the verb says. */
const disturbed = (verb: string, happens: () => void, time = () => now) =>
  new ReleaseCarrier({
    shelf: {
      version: async (_, tag) => version(tag),
      archive: async () => Buffer.from('the chart'),
    },
    helm: {
      async run(args, how) {
        if (args[0] === verb) happens();
        return run(args, how);
      },
    },
    lineOf: () => shelved().sources[0]?.lines[0],
    logger: { error: () => undefined },
    now: time,
  });

it('does not write over what somebody else has begun meanwhile', async () => {
  standing();
  const others = { step: 'upgrading', since: '2030-01-02T03:20:00Z' } as const;
  const slow = disturbed('upgrade', () => standing(others));
  await expect(slow.carryOut(change, await hands())).rejects.toThrow(
    /was changed meanwhile/,
  );
  expect(told()).toMatchObject(others);
});

it('is at work for longer when something had to be put right first', async () => {
  standing({ step: 'upgrading', until: '2030-01-02T03:00:00Z' });
  known = { version: '1.0.0', status: 'pending-upgrade' };
  let minutes = 0;
  let until: string | undefined;
  const later = () => new Date(now.getTime() + minutes * 60_000);
  const slow = disturbed('upgrade', () => (until = told()?.until), later);
  // Each time that something is written five minutes pass.
  kube.gate = () => {
    minutes += 5;
  };
  await slow.carryOut(change, await hands());
  expect(until).toBe('2030-01-02T03:21:05.000Z');
  expect(told()).toMatchObject({ step: 'deployed' });
});

it.each<[string, () => void, MiddlewareOrder, RegExp]>([
  ['its name is taken', standing, order, /choose another name/],
  [
    'what was looked at has changed',
    standing,
    { ...change, precondition: { ...precondition, resourceVersion: '6' } },
    /was changed meanwhile/,
  ],
  [
    'Helm is at work on it',
    () => standing({ step: 'upgrading', until: '2030-01-02T03:05:00Z' }),
    change,
    /wait until it is done/,
  ],
  ['there is nothing to change', () => undefined, change, /no release cache/],
  [
    'no version is named',
    () => undefined,
    { ...order, spec: { values: {} } },
    /spec\.version/,
  ],
  [
    'something is asked for that there is not',
    () => undefined,
    { ...order, spec: { version: '1.1.0', maxMemory: '1gb' } },
    /maxMemory.*a version of the chart and its values/,
  ],
])('does nothing when %s', async (_, given, wanted, message) => {
  given();
  await expect(carrier.carryOut(wanted, await hands())).rejects.toThrow(
    message,
  );
  await expect(carrier.rehearse(wanted, await hands())).rejects.toThrow(
    message,
  );
  expect(verbs()).toEqual([]);
});

it('says that a name is taken which somebody took at this moment', async () => {
  kube.gate = ({ verb }) => {
    if (verb === 'create') throw new ConflictError('changed');
  };
  await expect(carrier.carryOut(order, await hands())).rejects.toThrow(
    /choose another name/,
  );
  expect(verbs()).toEqual([]);
});

it('reads what is wanted of a release, as Helm tells the person', async () => {
  standing();
  expect(await carrier.read(ref, await hands())).toMatchObject({
    metadata: { name: 'cache', ...precondition },
    spec: { version: '1.0.0', values: { maxMemory: '32mb' } },
  });
});

it('uninstalls a release, and what stands for it', async () => {
  standing();
  await carrier.remove({ ref, uid: 'uid-cache' }, await hands());
  expect(verbs()).toEqual(['uninstall']);
  expect(object()).toBeUndefined();
});

it('keeps what could not be uninstalled, and says why', async () => {
  standing();
  refusals = { uninstall: 'failed pre-delete: job failed' };
  await expect(
    carrier.remove({ ref, uid: 'uid-cache' }, await hands()),
  ).rejects.toThrow(/hook/);
  expect(told()).toMatchObject({ step: 'failed' });
});

it('tells the person alone which values Helm quotes when it cannot uninstall', async () => {
  standing();
  refusals = { uninstall: 'failed pre-delete: no job of 32mb' };
  const failed = await refusedWith(
    carrier.remove({ ref, uid: 'uid-cache' }, await hands()),
  );
  const said = 'failed pre-delete: no job of ••••••';
  expect(failed.message).toMatch(/no job of 32mb/);
  expect(loggable(failed).message).toMatch(said);
  expect(told()).toMatchObject({ step: 'failed', said });
});

it('takes away what stands for a release that was uninstalled by hand', async () => {
  standing();
  known = undefined;
  await carrier.remove({ ref, uid: 'uid-cache' }, await hands());
  expect(object()).toBeUndefined();
});

it('does not uninstall another one than was meant', async () => {
  standing();
  await expect(
    carrier.remove({ ref, uid: 'another' }, await hands()),
  ).rejects.toThrow(/was changed meanwhile/);
  expect(verbs()).toEqual([]);
});

it('closes each way to a cluster that it has opened', async () => {
  standing();
  await carrier.rehearse(change, await hands());
  refusals = { upgrade: 'something else' };
  await carrier.carryOut(change, await hands()).catch(() => undefined);
  expect(gates).toEqual({ open: 2, closed: 2 });
});
