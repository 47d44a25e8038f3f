import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { call } from '@orpc/server';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import type { Right } from '../../../rights';
import {
  clusters,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { adoptionProcedures } from './procedures';

/** An instance that somebody wants to take over. */
function scene({ byHand = true, may = true, there = true } = {}) {
  const { kube, custom } = twoTeams();
  const { metadata, ...rest } = instance('shop-dev', 'orders');
  const object = { ...rest, metadata: { ...metadata, uid: 'by-hand-1' } };
  custom.put(clusters, there ? [object] : []);
  const item: MiddlewareItem = { ...postgresql, isByHand: () => byHand };
  const done: unknown[] = [];
  const credentials = {} as BackstageCredentials;
  const { adopt } = adoptionProcedures({
    allows: async () => true,
    auditor: {
      createEvent: async ({ meta }: { meta: object }) => ({
        success: async () => done.push(['recorded', meta]),
        fail: async () => done.push(['recorded as failed', meta]),
      }),
    },
    contextOf: () => ({
      ...{ kube, custom: () => custom, items: [item], kinds: [] },
    }),
    httpAuth: { credentials: async () => credentials },
    items: { fresh: async () => undefined },
    needs: { look: () => () => undefined, settled: async () => undefined },
    rights: {
      admit: async () => ({ credentials }),
      assertMay: async (_: unknown, right: Right) => {
        done.push(['asked', right.permission.name]);
        if (!may) throw new NotAllowedError('no');
      },
    },
    writer: {
      adopt: async () => done.push('taken over'),
    },
  } as unknown as Parameters<typeof adoptionProcedures>[0]);
  const ref = {
    ...{ item: 'postgresql', cluster: 'east' },
    ...{ namespace: 'shop-dev', name: 'orders' },
  };
  const context = {} as RequestContext;
  return {
    done,
    ref,
    take: (uid = 'by-hand-1') => call(adopt, { ref, uid }, { context }),
  };
}

const asked = ['asked', 'pilothouse.marketplace.order'];

it('takes over what was looked at, for whom may order there, and records it', async () => {
  const { done, ref, take } = scene();
  await take();
  const meta = { queryType: 'adopt', ref, uid: 'by-hand-1' };
  expect(done).toEqual([asked, 'taken over', ['recorded', meta]]);
});

it.each([
  ['what was looked after already', { byHand: false }, 'ConflictError'],
  ['what there is not', { there: false }, 'NotFoundError'],
  ['for whom may not order', { may: false }, 'NotAllowedError'],
])('does not take over %s, and records that', async (_, how, name) => {
  const { done, take } = scene(how);
  await expect(take()).rejects.toMatchObject({ name });
  expect(done).not.toContain('taken over');
  expect(done.at(-1)).toMatchObject(['recorded as failed', {}]);
});

it('does not take over another one than was looked at', async () => {
  const { done, take } = scene();
  await expect(take('by-hand-2')).rejects.toThrow(/look again/);
  expect(done).not.toContain('taken over');
});
