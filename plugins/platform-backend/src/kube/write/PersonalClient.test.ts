import type { KubeRequest, KubeResponse } from '../KubeService';
import { PersonalClient } from './PersonalClient';

const path = '/apis/apps/v1/namespaces/shop/deployments/web';
const answer = { status: 200, ok: true } as KubeResponse;
const patch: KubeRequest = { method: 'PATCH', path };

it.each<[string, KubeRequest, number | undefined]>([
  ['a question', { path }, 10_000],
  ['a trial', { ...patch, query: { dryRun: 'All' } }, 15_000],
  ['a change', patch, undefined],
  ['what takes longer', { path, timeoutMs: 60_000 }, 60_000],
])('waits for %s as long as fits', async (_, request, timeoutMs) => {
  const asked: KubeRequest[] = [];
  const kube = {
    request: async (_cluster: string, each: KubeRequest) => {
      asked.push(each);
      return answer;
    },
  };
  const lin = { kubernetes: { user: 'lin', groups: [] } };
  await new PersonalClient(kube, 'east', lin).send(request);
  expect(asked).toEqual([expect.objectContaining({ ...request, timeoutMs })]);
});
