import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { call } from '@orpc/server';
import type { Term } from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import {
  clusters,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { historyProcedures } from './procedures';

const versionOf = (object: object | undefined): string =>
  String(Reflect.get(Object(Reflect.get(Object(object), 'spec')), 'version'));

/** An instance that goes back from two replicas of 2.0.0 to four of 1.0.0. */
function scene(terms: Term[]) {
  const { kube, custom } = twoTeams();
  const { metadata } = instance('shop-dev', 'orders');
  const release = (version: string, replicas: number) => ({
    metadata: { ...metadata, resourceVersion: '1' },
    spec: { version, values: { replicas } },
  });
  const [now, then] = [release('2.0.0', 2), release('1.0.0', 4)];
  custom.put(clusters, [now]);
  const item: MiddlewareItem = {
    ...postgresql,
    terms,
    formIn: (_, object) => ({
      ...{ schema: {}, fields: [] },
      plans: [{ ...postgresql.plans[0]!, name: versionOf(object), values: {} }],
    }),
  };
  const done: string[] = [];
  const credentials = {} as BackstageCredentials;
  const history = {
    rehearse: async () => ({
      ...{ before: now, after: then, basis: 'revision 2' },
      ...{ objects: { before: [], after: [] } },
      ...{ demand: { before: [], after: [] } },
    }),
    goBack: async ({ basis }: { basis?: string }) => {
      done.push(`go back from ${basis}`);
    },
  };
  const dependencies = {
    ...{ kube, custom: { cluster: () => custom } },
    allows: async () => true,
    auditor: {
      createEvent: async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      }),
    },
    contextOf: () => ({
      ...{ kube, custom: () => custom, items: [item], kinds: [] },
    }),
    httpAuth: { credentials: async () => credentials },
    items: { fresh: async () => undefined, compositions: [] },
    needs: { look: () => () => undefined, settled: async () => undefined },
    reservations: {
      reserve: async () => {
        done.push('reserve');
        return { id: 'r', others: [] };
      },
      settle: async () => {
        done.push('settle');
      },
    },
    rights: {
      admit: async () => ({ credentials }),
      assertMay: async () => undefined,
    },
    writer: { history: () => history },
  } as unknown as Parameters<typeof historyProcedures>[0];
  const { rollBack, rollbackPreview } = historyProcedures(dependencies);
  const ref = {
    ...{ item: 'postgresql', cluster: 'east' },
    ...{ namespace: 'shop-dev', name: 'orders' },
  };
  const context = {} as RequestContext;
  const precondition = { uid: 'u', resourceVersion: '1' };
  const request = { ref, revision: 1 };
  return {
    done,
    look: () => call(rollbackPreview, request, { context }),
    go: (basis?: string) =>
      call(rollBack, { ...request, precondition, basis }, { context }),
  };
}

const replicas = { field: 'values.replicas', most: 3 };

it('holds the values of a revision to limits, and says so before', async () => {
  const { done, look, go } = scene([{ bounds: [replicas] }]);
  expect(await look()).toMatchObject({
    basis: 'revision 2',
    exceeded: [{ kind: 'field', is: '4' }],
  });
  await expect(go()).rejects.toMatchObject({ name: 'InputError' });
  expect(done).toEqual([]);
});

it.each<[string, Term[], string[]]>([
  [
    'is counted with what others order where its version is limited',
    [{ plans: ['1.0.0'], instances: 1 }],
    ['reserve', 'go back from revision 2', 'settle'],
  ],
  [
    'goes back where nothing is in its way',
    [{ bounds: [{ ...replicas, least: 1, most: 4 }] }],
    ['go back from revision 2'],
  ],
])('%s', async (_, terms, expected) => {
  const { done, go } = scene(terms);
  await go('revision 2');
  expect(done).toEqual(expected);
});
