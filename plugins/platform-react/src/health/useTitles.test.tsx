import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useTitles } from './useTitles';

function Titles() {
  const { partTitle, sourceTitle } = useTitles();
  return (
    <ul>
      <li>{sourceTitle({ name: 'embedded', title: 'Embedded platform' })}</li>
      <li>{partTitle({ name: 'user-center', title: 'User center' })}</li>
      <li>
        {partTitle({
          name: 'middleware-operators',
          title: 'Middleware operators',
        })}
      </li>
      <li>{partTitle({ name: 'git', title: 'git', kind: 'cluster' })}</li>
      <li>{partTitle({ name: 'east', title: '华东', kind: 'cluster' })}</li>
      <li>
        {partTitle({ name: 'a', title: 'Cluster east', kind: 'cluster' })}
      </li>
      <li>{partTitle({ name: 'b', title: '华东集群', kind: 'cluster' })}</li>
      <li>{sourceTitle({ name: 'acme', title: 'Of the company' })}</li>
      <li>{partTitle({ name: 'east-1', title: 'Cluster east' })}</li>
    </ul>
  );
}

it.each([
  [
    'en',
    [
      'Embedded platform',
      'User center',
      'Middleware operators',
      'Cluster git',
      'Cluster 华东',
    ],
  ],
  ['zh', ['内置平台', '用户中心', '中间件 Operator', '集群 git', '集群 华东']],
] as const)(
  'what comes with Pilothouse is named in %s, the rest as it is',
  async (language, known) => {
    renderIn(language, <Titles />);
    await screen.findByText(known[0]);
    expect(screen.getAllByRole('listitem').map(li => li.textContent)).toEqual([
      ...known,
      'Cluster east',
      '华东集群',
      'Of the company',
      'Cluster east',
    ]);
  },
);
