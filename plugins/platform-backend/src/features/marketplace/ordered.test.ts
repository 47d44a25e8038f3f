import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { orderedByTaskAnnotation } from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../http/contract-router';
import { visibleKube } from '../../kube/access';
import { everything } from '../../kube/access/scope-of';
import { visibleCustom } from '../../kube/custom';
import {
  clusters,
  instance,
  postgresql,
  twoTeams,
} from './__testUtils__/scene';
import { assertScaffolder, orderedInstance } from './ordered';
import type { MarketplaceContext } from './view';

const ref = {
  ...{ task: 'run-1', item: 'postgresql', cluster: 'east' },
  ...{ namespace: 'shop-dev', name: 'orders' },
};

/** A database, and which run is written on it. */
function ordered(task?: string): MarketplaceContext {
  const { kube, custom } = twoTeams();
  const { namespace, name } = ref;
  const annotations = { ...(task && { [orderedByTaskAnnotation]: task }) };
  custom.put(clusters, [
    instance(namespace, name, {
      metadata: { namespace, name, uid: 'u', annotations },
      status: { phase: 'ok' },
    }),
  ]);
  return {
    kube: visibleKube(kube, everything),
    custom: () => visibleCustom(custom, everything),
    items: [postgresql],
    kinds: [],
  };
}

it('tells a run how what it has ordered is, and nothing else of it', () => {
  expect(orderedInstance(ref, ordered('run-1'))).toEqual({
    pending: false,
    instance: {
      status: 'healthy',
      saying: { kind: 'ready' },
      credentials: [expect.objectContaining({ secret: 'orders-app' })],
    },
  });
});

it.each([
  ['another run has ordered', ordered('run-2'), ref],
  ['somebody has changed since', ordered(), ref],
  ['there is not', ordered('run-1'), { ...ref, name: 'else' }],
])('tells nothing of what %s', (_, context, asked) => {
  expect(orderedInstance(asked, context)).toEqual({ pending: false });
});

it.each([
  ['item', { ...ref, item: 'x' }],
  ['cluster', { ...ref, cluster: 'x' }],
])('does not know yet of an %s that it has not heard of', (_, asked) => {
  expect(orderedInstance(asked, ordered('run-1'))).toEqual({ pending: true });
});

it.each([
  ['lets the scaffolder wait', mockCredentials.service('plugin:scaffolder'), 1],
  ['lets no other plugin', mockCredentials.service('plugin:catalog'), 0],
  ['lets no person', mockCredentials.user(), 0],
])('%s', async (_, credentials, allowed) => {
  const httpAuth = mockServices.httpAuth({ defaultCredentials: credentials });
  const context = { request: { headers: {} } } as RequestContext;
  const asked = assertScaffolder(httpAuth, context, 'waits').then(
    () => 1,
    () => 0,
  );
  await expect(asked).resolves.toBe(allowed);
});
