import type { KubeRequest, KubeResponse } from '../../../kube/KubeService';
import { postgresql } from '../__testUtils__/scene';
import { tryReach } from './reach';

const order = {
  ...{ item: 'postgresql', cluster: 'east' },
  ...{ namespace: 'shop-dev', name: 'orders', values: {} },
};
const open = { items: [] };
const closed = { items: [{ spec: { podSelector: {} } }] };
const trial = { after: {} };
type Answer = readonly [status: number, body?: object];

const lowered = (headers: object) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );

/** A cluster that answers the person, and the portal, who asks for policies. */
function scene(person: Answer, portal: Answer = [500], mayMake = true) {
  const asked: string[] = [];
  const clusters = {
    request: async (_: string, { path, headers = {} }: KubeRequest) => {
      const isPerson = 'impersonate-user' in lowered(headers);
      asked.push(`${isPerson ? 'person' : 'portal'} ${path}`);
      const [status, body] = isPerson ? person : portal;
      return {
        ...{ status, ok: status < 400, text: '' },
        json: () => body,
      } as unknown as KubeResponse;
    },
  };
  const rights = {
    assertMay: async () => {
      if (!mayMake) throw new Error('refused');
    },
  };
  const writer = { try: async () => trial };
  const acting = {
    viewer: { kubernetes: { user: 'lin', groups: [] } },
    writing: { item: postgresql, version: 'v1' },
  };
  return {
    asked,
    run: () =>
      tryReach(
        { clusters, rights, writer } as unknown as Parameters<
          typeof tryReach
        >[0],
        acting as unknown as Parameters<typeof tryReach>[1],
        order,
      ),
  };
}

it.each<[string, Answer, Answer | undefined, number, string[]]>([
  ['is open', [200, open], undefined, 0, ['person']],
  ['is closed', [200, closed], undefined, 1, ['person']],
  [
    'is open, which they may not see',
    [403],
    [200, open],
    0,
    ['person', 'portal'],
  ],
  [
    'is closed, which they may not see',
    [403],
    [200, closed],
    1,
    ['person', 'portal'],
  ],
])('where a namespace %s', async (_, person, portal, policies, askers) => {
  const { asked, run } = scene(person, portal);
  expect(await run()).toHaveLength(policies);
  expect(asked).toEqual(
    askers.map(
      asker =>
        `${asker} /apis/networking.k8s.io/v1/namespaces/shop-dev/networkpolicies`,
    ),
  );
});

it.each<[string, Parameters<typeof scene>, RegExp]>([
  ['nobody may tell', [[403], [403]], /neither you nor the portal/],
  ['the cluster fails', [[503]], /503/],
  [
    'they may make no policy, nor see that it takes one',
    [[403], [200, closed], false],
    /refused/,
  ],
])('orders nothing that nobody may reach: %s', async (_, args, message) => {
  await expect(scene(...args).run()).rejects.toThrow(message);
});
