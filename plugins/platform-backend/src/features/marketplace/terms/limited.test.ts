import type { Term } from '@pilothouse/plugin-platform-common';
import type { KubeResponse } from '../../../kube/KubeService';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { instance, postgresql, twoTeams } from '../__testUtils__/scene';
import { withinLimits } from './limited';
import type { Reserved } from './Reservations';

const order = {
  ...{ item: 'postgresql', cluster: 'east' },
  ...{ namespace: 'shop-dev', name: 'more', values: {} },
};
const tried = { after: { spec: {} }, namesPlan: true };
const another = (isUnderWay: boolean, name = 'other'): Reserved => ({
  ...{ cluster: 'east', namespace: 'shop-dev', name },
  isUnderWay,
});

/** Its plans are versions, and what stands for it in the cluster is a ConfigMap. */
const chart: MiddlewareItem = {
  ...postgresql,
  kind: {
    ...postgresql.kind,
    anchor: { plural: 'configmaps', prefix: 'release.', decidedBy: [] },
  },
  formIn: (_, object) => {
    const version = Reflect.get(Object(object?.spec), 'version');
    const plan = (name: string, values: object) =>
      ({ name, values: { ...values } } as never);
    return {
      ...{ schema: {}, fields: [] },
      plans: object
        ? [plan(String(version ?? '–'), {})]
        : [plan('1.0.0', { version: '1.0.0' })],
    };
  },
};

/** The shop has one instance; others have reserved some, which a cluster answers so. */
function scene(options: {
  terms?: Term[];
  others?: Reserved[];
  status?: number;
  item?: MiddlewareItem;
  /** Whether the database is away once the order is reserved. */
  isLost?: boolean;
}) {
  const { terms = [{ instances: 2 }], others = [], status = 200 } = options;
  const { item = postgresql, isLost = false } = options;
  const { kube, custom } = twoTeams();
  const done: string[] = [];
  const logged: string[] = [];
  const said = async (what: string) => {
    done.push(what);
  };
  const ended = async (what: string) => {
    if (isLost) throw new Error('no database');
    await said(what);
  };
  const limiting = {
    kube,
    custom: { cluster: () => custom } as never,
    items: { compositions: [] },
    clusters: {
      request: async (_: string, { path }: { path: string }) => {
        done.push(`ask ${path.split('/').pop()}`);
        return {
          status,
          ok: status < 400,
          text: '',
          json: () => ({ metadata: {} }),
        } as unknown as KubeResponse;
      },
    },
    reservations: {
      reserve: async () => {
        done.push('reserve');
        return { id: 'r', others };
      },
      settle: (id: string) => ended(`settle ${id}`),
      release: (id: string) => ended(`release ${id}`),
    },
    logger: { warn: (message: string) => void logged.push(message) },
  };
  return {
    done,
    logged,
    run: (make = () => said('make'), more: object = {}) =>
      withinLimits(
        limiting,
        { ...item, terms },
        order,
        { ...tried, ...more },
        make,
      ),
  };
}

const refused = {
  name: 'InputError',
  message: expect.stringMatching(/2 of it/),
};

it('reserves, makes, and tells that it was sent', async () => {
  const { done, run } = scene({});
  await run();
  expect(done).toEqual(['reserve', 'make', 'settle r']);
});

it('tells that it was sent also where that failed, as the cluster may have it', async () => {
  const { done, run } = scene({});
  const failure = new Error('no answer');
  await expect(run(() => Promise.reject(failure))).rejects.toBe(failure);
  expect(done).toEqual(['reserve', 'settle r']);
});

it.each<[string, Parameters<typeof scene>[0], string[]]>([
  [
    'by one that is under way',
    { others: [another(true)] },
    ['reserve', 'release r'],
  ],
  [
    'by one that was made just now',
    { others: [another(false)] },
    ['reserve', 'ask other', 'release r'],
  ],
  ['by those that are seen', { terms: [{ instances: 1 }] }, []],
])('is refused %s', async (_, options, expected) => {
  const { done, run } = scene(options);
  await expect(run()).rejects.toMatchObject({ name: 'InputError' });
  expect(done).toEqual(expected);
});

it.each([
  ['counts', '1.0.0', 200, 'InputError'],
  ['does not count', '2.0.0', 200, undefined],
  ['does not count, once gone,', '1.0.0', 404, undefined],
])(
  '%s a release of plan %s that was made just now where that plan is limited',
  async (_, plan, status, refusal) => {
    const { done, run } = scene({
      ...{ item: chart, terms: [{ plans: ['1.0.0'], instances: 1 }], status },
      others: [{ ...another(false), plan }],
    });
    const after = { spec: { version: '1.0.0' } };
    const outcome = await run(undefined, { after }).catch(error => error);
    expect(outcome?.name).toBe(refusal);
    expect(done).toContain('ask release.other');
  },
);

it.each<[string, Parameters<typeof scene>[0], Error | undefined, object]>([
  ['carried out', {}, undefined, { status: 'fulfilled' }],
  [
    'not carried out',
    {},
    new Error('no answer'),
    { reason: { message: 'no answer' } },
  ],
  ['refused', { others: [another(true)] }, undefined, { reason: refused }],
])(
  'is %s also where the database does not hear how it ended, and logs that',
  async (_, options, failure, expected) => {
    const { logged, run } = scene({ ...options, isLost: true });
    const make = async () => {
      if (failure) throw failure;
    };
    const [outcome] = await Promise.allSettled([run(make)]);
    expect(outcome).toMatchObject(expected);
    expect(logged).toEqual([expect.stringMatching(/more .* stays reserved/)]);
  },
);

it('says how many there are with the one that is under way', async () => {
  const { run } = scene({ others: [another(true)] });
  await expect(run()).rejects.toMatchObject(refused);
});

it.each<[string, Parameters<typeof scene>[0]]>([
  ['that came to nothing', { others: [another(false)], status: 404 }],
  ['that is seen already', { others: [another(true, 'orders')] }],
  [
    'of the same name, which one of both gets',
    { others: [another(true, 'more')] },
  ],
])('is not kept by another order %s', async (_, options) => {
  const { done, run } = scene(options);
  await run();
  expect(done).toContain('make');
});

it('does not take for none what the cluster does not tell', async () => {
  const { done, run } = scene({ others: [another(false)], status: 503 });
  await expect(run()).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringMatching(/other, which was ordered just now/),
  });
  expect(done).toEqual(['reserve', 'ask other', 'release r']);
});

it.each<[string, Term[], object]>([
  ['where nothing limits how many', [{ bounds: [] }], {}],
  [
    'for a change that keeps its plan',
    [{ instances: 1 }],
    { before: instance('shop-dev', 'more') },
  ],
])('reserves nothing %s', async (_, terms, more) => {
  const { done, run } = scene({ terms });
  await run(undefined, more);
  expect(done).toEqual(['make']);
});
