import type { KubeRequest, KubeResponse } from '../../kube/KubeService';
import { definitions, twoTeams } from './__testUtils__/scene';
import { between } from './between';

const api = 'x.example.com/v1';
const owner = (kind: string, name: string, apiVersion = api) => ({
  ...{ apiVersion, kind, name, uid: `uid-${name}` },
});
const path = (plural: string, name: string) =>
  `/apis/${api}/namespaces/shop-dev/${plural}/${name}`;

/** What lies between a claim with that owner and all else, where the cluster answers so. */
async function scene(
  first: ReturnType<typeof owner>,
  answers: Readonly<Record<string, object | number>>,
) {
  const { east, custom, kube } = twoTeams();
  custom.put(
    definitions,
    ['PodSet', 'Box'].map(kind => ({
      metadata: { name: `${kind.toLowerCase()}s.x.example.com` },
      spec: {
        ...{ group: 'x.example.com', scope: 'Namespaced', versions: [] },
        names: { plural: `${kind.toLowerCase()}s`, kind },
      },
    })),
  );
  east.put('persistentvolumeclaims', {
    metadata: {
      ...{ namespace: 'shop-dev', name: 'data', uid: 'uid-data' },
      ownerReferences: [first],
    },
  });
  const asked: string[] = [];
  const client = {
    send: async (request: KubeRequest) => {
      asked.push(request.path);
      const answer = answers[request.path] ?? 404;
      const status = typeof answer === 'number' ? answer : 200;
      return { ok: status === 200, status, json: () => answer } as KubeResponse;
    },
  };
  const cluster = kube.cluster('east');
  if (!cluster) throw new Error('There is no cluster');
  const site = { cluster, custom };
  const { parts, unknown } = await between(client, 'shop-dev', site, []);
  return {
    ...{ asked, unknown },
    parts: parts.map(({ kind, object }) => `${kind} ${object.metadata?.name}`),
  };
}

const podSet = {
  metadata: {
    ...{ name: 'web', uid: 'uid-web', namespace: 'shop-dev' },
    ownerReferences: [owner('Box', 'all')],
  },
};
const box = { metadata: { name: 'all', uid: 'uid-all' } };

it('follows owners of kinds that nobody follows, up to the first', async () => {
  const { asked, ...found } = await scene(owner('PodSet', 'web'), {
    [path('podsets', 'web')]: podSet,
    [path('boxs', 'all')]: box,
  });
  expect(found).toEqual({ parts: ['PodSet web', 'Box all'], unknown: [] });
  expect(asked).toEqual([path('podsets', 'web'), path('boxs', 'all')]);
});

it.each<[string, object | number, string[]]>([
  ['is gone', 404, []],
  [
    'is another by now',
    { metadata: { ...podSet.metadata, uid: 'uid-new' } },
    [],
  ],
  ['may not be read', 403, ['PodSet']],
  ['is in a shape that is not known', { metadata: {} }, ['PodSet']],
])(
  'tells what it does not know where an owner %s',
  async (_, answer, kinds) => {
    const { parts, unknown } = await scene(owner('PodSet', 'web'), {
      [path('podsets', 'web')]: answer,
    });
    expect(parts).toEqual([]);
    expect(unknown).toEqual(kinds);
  },
);

it.each([
  ['a kind of the cluster itself', owner('Node', 'one', 'v1')],
  ['a kind that is followed', owner('StatefulSet', 'db', 'apps/v1')],
])('asks nothing of %s', async (_, first) => {
  const { asked } = await scene(first, {});
  expect(asked).toEqual([]);
});
