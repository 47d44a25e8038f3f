import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { useFacts } from './useFacts';

const told = [
  'no answer within 90 s, last ended with code 1',
  '10 of about 20 packages compiled',
  'Its last words are in /state/logs/etcd.log',
  'Its API server does not answer: connect ECONNREFUSED 10.0.0.1:6443',
  'Port 7012 is taken',
];

function Facts() {
  const say = useFacts();
  return (
    <ul>
      {told.map(sentence => (
        <li key={sentence}>{say(sentence)}</li>
      ))}
    </ul>
  );
}

it.each([
  [
    'en',
    [
      'It did not answer within 90 s and last ended with code 1',
      '10 of about 20 packages compiled',
      'Its last words are in /state/logs/etcd.log',
      'Its API server does not answer: connect ECONNREFUSED 10.0.0.1:6443',
    ],
  ],
  [
    'zh',
    [
      '90 秒内没有响应，最近一次退出：code 1',
      '已编译 10 个软件包，共约 20 个',
      '最后的输出见 /state/logs/etcd.log',
      'API 服务器没有响应：connect ECONNREFUSED 10.0.0.1:6443',
    ],
  ],
] as const)(
  'what is commonly told is said in %s, the rest as it came',
  async (language, known) => {
    renderIn(language, <Facts />);
    await screen.findByText(known[0]);
    expect(screen.getAllByRole('listitem').map(li => li.textContent)).toEqual([
      ...known,
      'Port 7012 is taken',
    ]);
  },
);
