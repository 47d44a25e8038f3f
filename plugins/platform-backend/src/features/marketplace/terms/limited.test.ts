import type { Term } from '@pilothouse/plugin-platform-common';
import type { KubeResponse } from '../../../kube/KubeService';
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

/** The shop has one instance; others have reserved some, which a cluster answers so. */
function scene(options: {
  terms?: Term[];
  others?: Reserved[];
  status?: number;
}) {
  const { terms = [{ instances: 2 }], others = [], status = 200 } = options;
  const { kube, custom } = twoTeams();
  const done: string[] = [];
  const said = async (what: string) => {
    done.push(what);
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
      settle: (id: string) => said(`settle ${id}`),
      release: (id: string) => said(`release ${id}`),
    },
  };
  return {
    done,
    run: (make = () => said('make'), more: object = {}) =>
      withinLimits(
        limiting,
        { ...postgresql, terms },
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
