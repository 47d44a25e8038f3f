import type { ChangeNote } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { Notes } from './Notes';

const pauses: ChangeNote = { kind: 'autoscaler-pauses', autoscaler: 'web' };
const quota: ChangeNote = {
  kind: 'quota',
  pods: 3,
  quota: 'team',
  resources: [
    { resource: 'requests.cpu', requested: '1500m', used: '3', limited: '4' },
  ],
};

const bounds: ChangeNote = {
  kind: 'limit-range',
  broken: [
    {
      bound: 'max',
      resource: 'cpu',
      per: 'Container',
      limited: '1',
      part: 'limit',
      asked: '2',
    },
  ],
};

it.each<['en' | 'zh', ChangeNote, string]>([
  [
    'en',
    pauses,
    'Autoscaler web pauses: it leaves the replicas at 0 until somebody scales up again.',
  ],
  ['zh', pauses, '自动扩缩容 web 会暂停：在有人重新扩容之前，副本数保持为 0。'],
  [
    'en',
    quota,
    'As it is now, not all of 3 more pods are admitted. Quota team leaves no room: requests.cpu 1500m asked for, 3 of 4 used.',
  ],
  [
    'zh',
    quota,
    '按目前的用量，新增的 3 个 Pod 无法全部创建。配额 team 已不足：requests.cpu 请求 1500m，已用 3，上限 4。',
  ],
  [
    'en',
    bounds,
    'As it is now, no new pod is admitted. A LimitRange of the namespace refuses the pods: cpu limit 2 is above 1 per Container.',
  ],
  [
    'zh',
    bounds,
    '按目前的设置，新的 Pod 无法创建。命名空间的 LimitRange 拒绝了 Pod：cpu 的 limit 为 2，每个 Container 最多允许 1。',
  ],
])('says in %s what to know: %j', async (language, note, said) => {
  renderIn(language, <Notes notes={[note]} />);
  expect(await screen.findByText(said)).toBeInTheDocument();
});
